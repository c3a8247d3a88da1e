def train(params, epochs, tolerance=None):
    previous = float("inf")
    rmses = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        current = mse(preds, speed).sqrt().item()
        rmses.append(current)
        if tolerance is not None and previous - current < tolerance:
            break
        previous = current
    return rmses
