def apply_step(params, prn=True):
    preds = function(time, params)
    error = preds - speed
    n = len(time)
    da = 2 / n * (error * time ** 2).sum()
    db = 2 / n * (error * time).sum()
    dc = 2 / n * error.sum()
    with torch.no_grad():
        params -= lr * torch.stack([da, db, dc])
    if prn:
        print("RMSE:", (error ** 2).mean().item() ** 0.5)
    return preds
