# expect: train failed raised
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        loss = apply_step(params, prn=False)
        rmses.append(loss.item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
