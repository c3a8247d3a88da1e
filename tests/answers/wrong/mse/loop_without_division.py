# expect: mse failed sum_for_mean
def mse(preds, targets):
    total = 0
    for p, t in zip(preds.flatten(), targets.flatten()):
        total = total + (p - t) ** 2
    return total
