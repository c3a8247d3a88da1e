def mse(preds, targets):
    # mean of squares = variance + square of the mean
    e = (preds - targets).double()
    return e.var(unbiased=False) + e.mean() ** 2
