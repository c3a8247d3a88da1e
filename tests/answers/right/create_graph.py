def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    (g,) = torch.autograd.grad(loss, [params], create_graph=True)
    params.data -= lr * g.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
