# expect: mse failed sum_for_mean
def mse(preds, targets):
    e = (preds - targets).flatten()
    return e @ e
