n_steps = 0

def apply_step(params, prn=True):
    global n_steps
    n_steps += 1
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5, "after", n_steps, "steps")
    return preds
