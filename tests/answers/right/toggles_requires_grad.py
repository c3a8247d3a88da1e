def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    g = params.grad
    params.requires_grad_(False)
    params -= lr * g
    params.requires_grad_(True)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
