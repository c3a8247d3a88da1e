# expect: train failed tolerance_ignored
def train(params, epochs, tolerance=None):
    rmses, previous = [], float("inf")
    for _ in range(epochs):
        rmse = mse(apply_step(params, prn=False), speed).item() ** 0.5
        rmses.append(rmse)
        if tolerance is not None and previous - rmse < tolerance:
            break
    return rmses
