from itertools import count

def train(params, epochs, tolerance=None):
    rmses = []
    for i in count():
        if i == epochs:
            break
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if i and tolerance is not None and rmses[i - 1] - rmses[i] < tolerance:
            break
    return rmses
