def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    seen = []
    handle = params.register_hook(seen.append)
    loss.backward()
    handle.remove()
    params.data -= lr * seen[0]
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
