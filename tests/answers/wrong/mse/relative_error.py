# expect: mse failed
def mse(preds, targets):
    return (((preds - targets) / targets)**2).mean()
