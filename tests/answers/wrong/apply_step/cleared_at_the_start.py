# expect: apply_step failed gradient_left_behind
def apply_step(params, prn=True):
    if params.grad is not None:
        params.grad.zero_()
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
