# expect: apply_step no answer time
def apply_step(params, prn=True):
    loss = mse(function(time, params), speed)
    while loss > 1:
        preds = function(time, params)
        loss = mse(preds, speed)
        loss.backward()
        params.grad = None
    return preds
