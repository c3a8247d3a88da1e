import contextlib, io

def train(params, epochs, tolerance=None):
    rmses = []
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(epochs):
            preds = apply_step(params)
            rmses.append(mse(preds, speed).item() ** 0.5)
            if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
                break
    return rmses
