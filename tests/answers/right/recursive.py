def train(params, epochs, tolerance=None, last=None):
    if epochs == 0:
        return []
    rmse = mse(apply_step(params, prn=False), speed).item() ** 0.5
    if last is not None and tolerance is not None and last - rmse < tolerance:
        return [rmse]
    return [rmse] + train(params, epochs - 1, tolerance, rmse)
