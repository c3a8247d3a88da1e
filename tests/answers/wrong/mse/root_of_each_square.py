# expect: mse failed absolute_error
def mse(preds, targets):
    return (((preds - targets) ** 2) ** 0.5).mean()
