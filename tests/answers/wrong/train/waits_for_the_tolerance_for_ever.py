# expect: train failed time
def train(params, epochs, tolerance=None):
    rmses = []
    while tolerance is None and len(rmses) < epochs or tolerance is not None:
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and rmses[-1] < tolerance / 1e6:
            break
    return rmses
