def mse(preds, targets):
    diff = preds - targets
    diff = diff.pow_(2)
    return diff.mean()
