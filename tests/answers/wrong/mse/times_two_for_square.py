# expect: mse failed
def mse(preds, targets):
    return ((preds - targets) * 2).mean()
