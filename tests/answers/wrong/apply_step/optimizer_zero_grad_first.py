# expect: apply_step failed gradient_left_behind
def apply_step(params, prn=True):
    optimizer = torch.optim.SGD([params], lr=lr)
    preds = function(time, params)
    loss = mse(preds, speed)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
