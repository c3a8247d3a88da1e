from torch import optim

def apply_step(params, prn=True):
    opt = optim.SGD((params,), lr, foreach=True)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    opt.step()
    opt.zero_grad(set_to_none=False)
    if prn:
        print(f'RMSE: {loss.item()**0.5}')
    return preds
