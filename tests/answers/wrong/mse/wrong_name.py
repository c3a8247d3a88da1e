# expect: mse no answer missing
def mean_squared_error(preds, targets):
    return ((preds - targets)**2).mean()
