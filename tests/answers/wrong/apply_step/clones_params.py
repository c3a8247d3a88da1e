# expect: apply_step failed params_not_moved
def apply_step(params, prn=True):
    params = params.clone().detach().requires_grad_(True)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
