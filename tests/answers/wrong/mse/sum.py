# expect: mse failed sum_for_mean
def mse(preds, targets):
    return ((preds - targets) ** 2).sum()
