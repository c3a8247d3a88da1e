def train(params, epochs, tolerance=None):
    def step():
        return mse(apply_step(params, prn=False), speed).item() ** 0.5
    if tolerance is None:
        return [step() for _ in range(epochs)]
    rmses = [step() for _ in range(min(1, epochs))]
    while 0 < len(rmses) < epochs:
        rmses += [step()]
        if rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
