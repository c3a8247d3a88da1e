def function(t, params):
    a, b, c = params
    return a*(t**2) + (b*t) + c

# %%
def mse(preds, targets):
    return ((preds-targets)**2).mean()

# %%
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds

# %%
def train(params, epochs, tolerance=None):
    rmses = []
    for i in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
