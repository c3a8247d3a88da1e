# expect: mse failed absolute_error
def mse(preds, targets):
    return (preds - targets).abs().mean()
