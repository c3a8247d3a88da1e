def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    new_params = params.detach() - lr * params.grad
    with torch.no_grad():
        params[:] = new_params
    params.grad.fill_(0)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
