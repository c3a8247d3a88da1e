# expect: apply_step failed
def apply_step(params, prn=True):
    opt = torch.optim.SGD([params], lr=lr, weight_decay=0.1)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    opt.step()
    opt.zero_grad()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
