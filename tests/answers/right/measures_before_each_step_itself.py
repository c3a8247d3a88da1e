def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        with torch.no_grad():
            rmses.append(mse(function(time, params), speed).sqrt().item())
        apply_step(params, prn=False)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
