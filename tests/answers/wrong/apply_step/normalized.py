# expect: apply_step failed
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad / params.grad.norm()
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
