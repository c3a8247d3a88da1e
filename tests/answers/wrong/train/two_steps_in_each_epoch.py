# expect: train failed two_steps_at_a_time
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        apply_step(params, prn=False)
    return rmses
