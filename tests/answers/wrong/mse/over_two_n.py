# expect: mse failed halved
def mse(preds, targets):
    n = preds.numel()
    return ((preds - targets)**2).sum() / (2 * n)
