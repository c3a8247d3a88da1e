def mse(preds, targets):
    errors = (preds - targets).flatten()
    return sum(e ** 2 for e in errors) / len(errors)
