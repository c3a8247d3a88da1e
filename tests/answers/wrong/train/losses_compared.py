# expect: train failed tolerance_for_the_losses
def train(params, epochs, tolerance=None):
    rmses, last = [], None
    for _ in range(epochs):
        loss = mse(apply_step(params, prn=False), speed).item()
        rmses.append(loss ** 0.5)
        if tolerance is not None and last is not None and last - loss < tolerance:
            break
        last = loss
    return rmses
