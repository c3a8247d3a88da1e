def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    if prn:
        print("-" * 20)
        print("before:", params.data)
        print("gradient:", params.grad)
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5, "MSE:", loss.item())
        print("after:", params.data)
    return preds
