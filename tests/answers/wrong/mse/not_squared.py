# expect: mse failed not_squared
def mse(preds, targets):
    return (preds - targets).mean()
