# expect: apply_step failed predictions_after_the_step
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
        params.grad.zero_()
        preds = function(time, params)
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
