# expect: apply_step failed gradient_not_cleared
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
    params.grad = None
