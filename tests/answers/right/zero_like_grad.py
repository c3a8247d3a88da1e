def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data = params.data - lr * params.grad
    params.grad = torch.zeros_like(params)
    if prn is True:
        print("RMSE:", torch.sqrt(loss))
    return preds
