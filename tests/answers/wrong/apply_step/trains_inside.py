# expect: apply_step failed
def apply_step(params, prn=True):
    for i in range(10):
        preds = function(time, params)
        loss = mse(preds, speed)
        loss.backward()
        params.data -= lr * params.grad.data
        params.grad = None
        if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
