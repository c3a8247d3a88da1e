def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        torch._foreach_add_([params], [params.grad], alpha=-lr)
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
