# expect: mse failed targets_overwritten
def mse(preds, targets):
    targets -= preds
    return (targets ** 2).mean()
