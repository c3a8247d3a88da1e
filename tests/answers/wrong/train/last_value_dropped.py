# expect: train failed last_value_dropped
def train(params, epochs, tolerance=None):
    rmses, last = [], None
    for _ in range(epochs):
        rmse = mse(apply_step(params, prn=False), speed).item() ** 0.5
        if tolerance is not None and last is not None and last - rmse < tolerance:
            break
        rmses.append(rmse)
        last = rmse
    return rmses
