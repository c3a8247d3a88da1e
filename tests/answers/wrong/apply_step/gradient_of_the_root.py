# expect: apply_step failed root_descended
def apply_step(params, prn=True):
    preds = function(time, params)
    rmse = mse(preds, speed).sqrt()
    rmse.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn: print("RMSE:", rmse.item())
    return preds
