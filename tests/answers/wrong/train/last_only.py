# expect: train failed last_value_only
def train(params, epochs, tolerance=None):
    rmse, last = None, None
    for _ in range(epochs):
        last, rmse = rmse, mse(apply_step(params, prn=False), speed).item() ** 0.5
        if tolerance is not None and last is not None and last - rmse < tolerance:
            break
    return rmse
