# expect: mse failed squares_subtracted
def mse(preds, targets):
    return (preds**2 - targets**2).mean()
