# expect: apply_step failed stepped_by_the_sum
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = ((preds - speed) ** 2).sum()
    loss.backward()
    params.data -= lr * params.grad
    params.grad = None
    if prn: print("RMSE:", (loss.item() / len(speed)) ** 0.5)
    return preds
