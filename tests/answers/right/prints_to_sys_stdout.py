import sys

def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        sys.stdout.write("RMSE: " + str(loss.item() ** 0.5) + "\n")
        sys.stdout.flush()
    return preds
