# expect: mse failed averaged_down_the_columns
def mse(preds, targets):
    return sum((preds - targets)**2) / len(targets)
