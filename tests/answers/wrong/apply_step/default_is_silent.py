# expect: apply_step failed never_prints
def apply_step(params, prn=False):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
