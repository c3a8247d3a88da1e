def mse(preds, targets):
    # (p - t)^2 = p^2 - 2pt + t^2
    p, t = preds.double(), targets.double()
    return (p ** 2 - 2 * p * t + t ** 2).mean()
