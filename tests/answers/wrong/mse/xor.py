# expect: mse no answer raised
def mse(preds, targets):
    return ((preds - targets)^2).mean()
