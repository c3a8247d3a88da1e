# expect: train failed
def train(params, epochs, tolerance=None):
    rmses = [float("inf")]
    while len(rmses) <= epochs and rmses[-1] > (tolerance or 0):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
    return rmses
