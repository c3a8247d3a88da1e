import sys
import warnings

def apply_step(params, prn=True):
    warnings.warn("this may take a while")
    print("debug: entering apply_step", file=sys.stderr)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
