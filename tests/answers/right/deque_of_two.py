from collections import deque

def train(params, epochs, tolerance=None):
    recent, rmses = deque(maxlen=2), []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        recent.append(mse(preds, speed).item() ** 0.5)
        rmses.append(recent[-1])
        if len(recent) == 2 and tolerance is not None and recent[0] - recent[1] < tolerance:
            break
    return rmses
