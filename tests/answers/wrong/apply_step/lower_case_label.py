# expect: apply_step failed other_label
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("rmse:", loss.item() ** 0.5)
    return preds
