# expect: mse failed sum_for_mean
# expect: apply_step failed uphill
def mse(preds, targets):
    return ((preds - targets)**2).sum()

# %%
def apply_step(params, prn=True):
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data += lr * params.grad.data
    params.grad = None
    if prn: print("RMSE:", loss.item() ** 0.5)
    return preds
