def train(params, epochs, tolerance=None):
    rmses = []
    while len(rmses) < epochs:
        rmses.append(rmse := mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and (gain := rmses[-2] - rmse) < tolerance:
            break
    return rmses
