# expect: apply_step failed prints_the_other_way_round
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if not prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds
