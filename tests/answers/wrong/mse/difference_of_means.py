# expect: mse failed square_of_mean
def mse(preds, targets):
    return (preds.mean() - targets.mean()) ** 2
