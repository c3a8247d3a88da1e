# expect: apply_step failed
def apply_step(params, prn=True):
    preds = function(params, time)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
