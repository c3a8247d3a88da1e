def mse(preds, targets):
    diff = targets - preds
    return (diff * diff).sum() / diff.numel()
