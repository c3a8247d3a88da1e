def mse(preds, targets):
    r = (preds - targets).reshape(-1)
    return r.dot(r) / r.shape[0]
