# expect: apply_step failed half_as_long
def apply_step(params, prn=True):
    preds = function(time, params)
    error = preds - speed
    gradient = torch.stack([(error * time**2).mean(), (error * time).mean(), error.mean()])
    params.data -= lr * gradient.detach()
    if prn: print("RMSE:", (error ** 2).mean().item() ** 0.5)
    return preds
