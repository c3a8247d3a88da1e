# expect: apply_step failed predictions_after_the_step
def apply_step(params, prn=True):
    loss = mse(function(time, params), speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return function(time, params)
