# expect: train no answer raised
def train(params):
    rmses = []
    for _ in range(10):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
    return rmses
