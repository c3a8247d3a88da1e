# expect: mse failed added_for_subtracted
def mse(preds, targets):
    return ((preds + targets)**2).mean()
