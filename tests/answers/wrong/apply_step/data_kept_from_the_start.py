# expect: apply_step failed
xs, ys = time.clone(), speed.clone()

def apply_step(params, prn=True):
    preds = function(xs, params)
    loss = mse(preds, ys)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
