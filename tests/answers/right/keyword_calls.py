def apply_step(params, prn=True):
    preds = function(t=time, params=params)
    loss = mse(preds=preds, targets=speed)
    loss.backward()
    params.data.sub_(other=params.grad, alpha=lr)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5, sep=" ", end="\n", flush=True)
    return preds

# %%
def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        rmses.append(mse(preds=apply_step(params=params, prn=False), targets=speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
