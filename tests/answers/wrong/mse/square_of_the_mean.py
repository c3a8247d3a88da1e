# expect: mse failed square_of_mean
def mse(preds, targets):
    return (preds - targets).mean() ** 2
