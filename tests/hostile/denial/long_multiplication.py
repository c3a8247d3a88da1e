# expect: mse no-answer time
# One operation that takes for ever, without a byte code in between.
def mse(preds, targets):
    return 9 ** 9 ** 9
