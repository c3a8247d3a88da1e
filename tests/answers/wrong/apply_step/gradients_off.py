# expect: apply_step failed leaf_lost raised
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.requires_grad_(False)
    params -= lr * params.grad
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
