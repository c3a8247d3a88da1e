import numpy as np

def train(params, epochs, tolerance=None):
    rmses = np.array([])
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses = np.append(rmses, np.sqrt(mse(preds, speed).item()))
        if tolerance is not None and rmses.size > 1 and -np.diff(rmses)[-1] < tolerance:
            break
    return list(rmses)
