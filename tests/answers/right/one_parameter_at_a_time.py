def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    for i in range(len(params)):
        params.data[i] -= lr * params.grad[i]
    params.grad.data.zero_()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
