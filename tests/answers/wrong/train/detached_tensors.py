# expect: train failed tensors_kept
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(torch.sqrt(mse(apply_step(params, False), speed)).detach())
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
