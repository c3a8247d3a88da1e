# expect: train failed params_not_trained
def train(params, epochs, tolerance=None):
    p = params.detach().clone().requires_grad_()
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(p, prn=False), speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
