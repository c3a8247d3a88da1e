# expect: train failed tolerance_ignored
def train(params, epochs, tolerance=None):
    return [mse(apply_step(params, prn=False), speed).item() ** 0.5 for _ in range(epochs)]
