def apply_step(params, prn=True):
    if params.grad is not None:
        params.grad.zero_()
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad.zero_()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
