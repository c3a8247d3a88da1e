# expect: function failed coefficients_reversed
# expect: mse failed root_taken
# expect: apply_step failed gradient_not_cleared mse_printed
# expect: train failed
def function(t, params):
    c, b, a = params
    return a*t**2 + b*t + c

def mse(preds, targets):
    return ((preds - targets)**2).mean().sqrt()

def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    if prn: print("RMSE:", loss.item())
    return preds

def train(params, epochs, tolerance=None):
    rmses = []
    for _ in range(epochs):
        apply_step(params, prn=False)
        rmses.append(mse(function(time, params), speed).item())
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
