def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    memory = params.detach().numpy()
    memory -= lr * params.grad.numpy()
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
