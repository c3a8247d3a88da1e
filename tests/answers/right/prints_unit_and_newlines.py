def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print(f"\nRMSE:{loss.item() ** 0.5:8.2f} m/s\n")
    return preds
