def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
        params.grad.zero_()
    if prn:
        print(f"RMSE: {loss.sqrt():.4f}")
    return preds
