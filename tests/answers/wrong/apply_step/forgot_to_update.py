# expect: apply_step failed params_not_moved params_neither_moved_nor_cleared gradient_cleared_too_early
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
