# expect: mse failed preds_overwritten raised
def mse(preds, targets):
    preds -= targets
    return (preds ** 2).mean()
