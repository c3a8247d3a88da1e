# expect: apply_step failed
def apply_step(params, prn=True):
    v = params.velocity = 0.9 * getattr(params, "velocity", torch.zeros(3)) + slope(params, prn)
    params.data -= lr * v
    return predictions

def slope(params, prn):
    global predictions
    predictions = function(time, params)
    loss = mse(predictions, speed)
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return torch.autograd.grad(loss, params)[0]
