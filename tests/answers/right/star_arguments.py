def function(t, params, *, power=2, **options):
    a, b, c = params
    return a * t ** power + b * t + c

# %%
def train(params, epochs, tolerance=None, *callbacks):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(apply_step(params, False), speed).item() ** 0.5)
        for callback in callbacks:
            callback(rmses[-1])
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
