# expect: mse failed divided_by_twenty
def mse(preds, targets):
    return ((preds - targets)**2).sum() / 20
