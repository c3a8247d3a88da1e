# expect: mse failed preds_overwritten
def mse(preds, targets):
    preds.data -= targets
    return (preds ** 2).mean()
