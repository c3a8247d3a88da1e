# expect: train failed tolerance_for_the_rmse
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and rmses[-1] < tolerance:
            break
    return rmses
