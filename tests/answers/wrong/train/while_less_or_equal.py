# expect: train failed one_step_too_many
def train(params, epochs, tolerance=None):
    rmses, i = [], 0
    while i <= epochs:
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and i > 0 and rmses[-2] - rmses[-1] < tolerance:
            break
        i += 1
    return rmses
