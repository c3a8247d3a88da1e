# expect: apply_step no answer raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.grad = None
    params.data -= lr * params.grad.data
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
