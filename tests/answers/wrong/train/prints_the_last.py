# expect: train failed prints_while_training
def train(params, epochs, tolerance=None):
    rmses = []
    for i in range(epochs):
        rmses.append(mse(apply_step(params, prn=False), speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    if rmses:
        print("final RMSE:", rmses[-1])
    return rmses
