# expect: mse no-answer raised
# Calls itself for ever.
def mse(preds, targets):
    return mse(preds, targets)
