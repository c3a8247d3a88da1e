# expect: train failed
def train(params, epochs, tolerance=None):
    rmses = [mse(apply_step(params, prn=False), speed).item() ** 0.5]
    for _ in range(1, epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
