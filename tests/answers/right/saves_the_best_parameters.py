best = {"rmse": float("inf"), "params": None}

def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        before = params.detach().clone()
        preds = apply_step(params, prn=False)
        rmse = mse(preds, speed).item() ** 0.5
        if rmse < best["rmse"]:
            best["rmse"], best["params"] = rmse, before
        rmses.append(rmse)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
