# expect: mse failed
def mse(preds, targets):
    return ((preds - targets)**3).mean()
