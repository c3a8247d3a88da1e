def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.detach().numpy() ** 0.5)
    return preds.detach()
