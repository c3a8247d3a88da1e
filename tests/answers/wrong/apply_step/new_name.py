# expect: apply_step failed params_neither_moved_nor_cleared
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params = params - lr * params.grad
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
