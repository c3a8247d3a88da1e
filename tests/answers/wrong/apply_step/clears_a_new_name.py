# expect: apply_step failed gradient_not_cleared
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    grad = params.grad
    with torch.no_grad():
        params -= lr * grad
    grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
