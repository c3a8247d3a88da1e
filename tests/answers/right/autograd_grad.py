def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    gradient, = torch.autograd.grad(loss, params)
    with torch.no_grad():
        params.add_(gradient, alpha=-lr)
    if prn:
        print('RMSE: %.5f' % loss.item()**0.5 if False else 'RMSE: %.5f' % (loss.item()**0.5))
    return preds
