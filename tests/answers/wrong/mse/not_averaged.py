# expect: mse failed not_averaged
def mse(preds, targets):
    return (preds - targets)**2
