# expect: train failed losses_kept
def train(params, epochs, tolerance=None):
    losses = []
    for _ in range(epochs):
        losses.append(mse(apply_step(params, prn=False), speed).item())
        if tolerance is not None and len(losses) > 1 and losses[-2] ** 0.5 - losses[-1] ** 0.5 < tolerance:
            break
    return losses
