# expect: apply_step failed gradient_cleared_too_early params_not_moved
def apply_step(params, prn=True):
    optimizer = torch.optim.SGD([params], lr=lr)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
