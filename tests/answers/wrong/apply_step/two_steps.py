# expect: apply_step failed predictions_after_the_step rmse_after_the_step
def apply_step(params, prn=True):
    for _ in range(2):
        preds = function(time, params)
        loss = mse(preds, speed)
        loss.backward()
        params.data -= lr * params.grad
        params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
