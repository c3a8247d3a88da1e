# expect: apply_step failed params_neither_moved_nor_cleared
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params = params - lr * params.grad
    params.requires_grad_()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
