# expect: apply_step failed learning_rate_fixed
def apply_step(params, prn=True):
    opt = torch.optim.SGD([params], lr=0.00001)
    opt.zero_grad()
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    opt.step()
    opt.zero_grad()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
