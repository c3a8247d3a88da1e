import math

def train(params, epochs, tolerance=None):
    limit = -math.inf if tolerance is None else tolerance
    rmses = []
    for _ in range(epochs):
        rmses.append(math.sqrt(mse(apply_step(params, prn=False), speed)))
        if len(rmses) > 1 and rmses[-2] - rmses[-1] < limit:
            break
    return rmses
