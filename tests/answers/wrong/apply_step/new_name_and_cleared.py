# expect: apply_step failed params_not_moved gradient_cleared_too_early
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    new_params = params.detach() - lr * params.grad
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
