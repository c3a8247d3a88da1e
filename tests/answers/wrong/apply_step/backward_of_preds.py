# expect: apply_step failed
def apply_step(params, prn=True):
    preds = function(time, params)
    preds.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", mse(preds, speed).item() ** 0.5)
    return preds
