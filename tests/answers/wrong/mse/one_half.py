# expect: mse failed halved
def mse(preds, targets):
    return 0.5 * ((preds - targets)**2).mean()
