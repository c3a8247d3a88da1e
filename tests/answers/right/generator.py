def rmse_of_steps(params):
    while True:
        preds = apply_step(params, prn=False)
        yield mse(preds, speed).item() ** 0.5

def train(params, epochs, tolerance=None):
    steps = rmse_of_steps(params)
    rmses = []
    for _, rmse in zip(range(epochs), steps):
        rmses.append(rmse)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
