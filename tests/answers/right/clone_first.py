def mse(preds, targets):
    p = preds.clone()
    p -= targets
    return (p ** 2).mean()
