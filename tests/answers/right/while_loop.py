def train(params, epochs, tolerance=None):
    rmses, step = [], 0
    while step < epochs:
        preds = apply_step(params, False)
        rmse = mse(preds, speed).item() ** 0.5
        rmses.append(rmse)
        step += 1
        if tolerance is None or step < 2:
            continue
        if rmses[step - 2] - rmse < tolerance:
            break
    return rmses
