# expect: apply_step failed params_not_moved
import copy

def apply_step(params, prn=True):
    params = copy.deepcopy(params)
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad.zero_()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
