# expect: apply_step failed
def apply_step(params, prnt=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prnt:
        print("RMSE:", loss.item() ** 0.5)
    return preds
