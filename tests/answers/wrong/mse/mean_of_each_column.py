# expect: mse failed averaged_down_the_columns
def mse(preds, targets):
    return ((preds - targets)**2).mean(0)
