# expect: mse failed divided_by_one_less
def mse(preds, targets):
    return ((preds - targets)**2).sum() / (preds.numel() - 1)
