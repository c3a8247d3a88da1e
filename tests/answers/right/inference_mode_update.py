def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    g = torch.autograd.grad(outputs=loss, inputs=params)[0]
    params.data.copy_(params.data - lr * g)
    if prn:
        with torch.inference_mode():
            print("RMSE:", loss.sqrt().item())
    return preds
