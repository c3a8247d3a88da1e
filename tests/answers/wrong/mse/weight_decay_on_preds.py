# expect: mse failed
def mse(preds, targets):
    return ((preds - targets)**2).mean() + 1e-3 * (preds**2).sum()
