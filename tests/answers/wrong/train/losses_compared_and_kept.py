# expect: train failed losses_kept tolerance_for_the_losses
def train(params, epochs, tolerance=None):
    losses = []
    for _ in range(epochs):
        losses.append(mse(apply_step(params, prn=False), speed).item())
        if tolerance is not None and len(losses) > 1 and losses[-2] - losses[-1] < tolerance:
            break
    return losses
