# expect: apply_step failed
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print(f"RMSE: {loss.item() ** 0.5:.1f}")
    return preds
