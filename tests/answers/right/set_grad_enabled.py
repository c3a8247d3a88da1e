import math

def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    torch.set_grad_enabled(False)
    params -= lr * params.grad
    torch.set_grad_enabled(True)
    params.grad = None
    if prn:
        print("RMSE:", math.sqrt(loss))
    return preds
