history = []

def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward(retain_graph=True)
    history.append(loss)
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
