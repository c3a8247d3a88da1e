# expect: mse failed targets_overwritten
def mse(preds, targets):
    return targets.sub_(preds).pow(2).mean()
