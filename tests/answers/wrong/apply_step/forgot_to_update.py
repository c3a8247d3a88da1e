# expect: apply_step failed step_on_a_copy step_on_a_new_name gradient_cleared_too_early
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
