# expect: mse failed divided_by_rows
def mse(preds, targets):
    return ((preds - targets)**2).sum() / len(preds)
