# expect: apply_step failed sign_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * torch.sign(params.grad)
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
