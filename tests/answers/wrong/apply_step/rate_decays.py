# expect: apply_step failed
def apply_step(params, prn=True):
    rate = params.rate = getattr(params, "rate", lr / 0.95) * 0.95
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= rate * params.grad
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
