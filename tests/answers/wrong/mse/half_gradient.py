# expect: mse failed
def mse(preds, targets):
    return ((preds - targets) * (preds - targets).detach()).mean()
