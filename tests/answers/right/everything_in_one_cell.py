import torch
import matplotlib.pyplot as plt

N_STEPS = 10

def function(t, params):
    a, b, c = params
    return a * t ** 2 + b * t + c

def rmse(preds, targets):
    return mse(preds, targets) ** 0.5

def mse(preds, targets):
    return ((preds - targets) ** 2).mean()

def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", rmse(preds, speed).item())
    return preds

def train(params, epochs, tolerance=None):
    values = []
    for _ in range(epochs):
        values.append(rmse(apply_step(params, prn=False), speed).item())
        if tolerance is not None and len(values) > 1 and values[-2] - values[-1] < tolerance:
            break
    return values

trained = orig_params.clone().requires_grad_()
for _ in range(N_STEPS):
    apply_step(trained)
