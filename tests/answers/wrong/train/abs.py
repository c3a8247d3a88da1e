# expect: train failed rise_taken_for_a_gain
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and abs(rmses[-1] - rmses[-2]) < tolerance:
            break
    return rmses
