def function(t, params): a, b, c = params; return a*t**2 + b*t + c
def mse(preds, targets): return ((preds - targets)**2).mean()
def apply_step(params, prn=True): preds = function(time, params); loss = mse(preds, speed); loss.backward(); params.data -= lr*params.grad; params.grad = None; print("RMSE:", loss.item()**.5) if prn else None; return preds
