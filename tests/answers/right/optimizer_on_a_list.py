def apply_step(params, prn=True):
    optimizer = torch.optim.SGD([params], lr=lr)
    optimizer.zero_grad()
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
