# expect: mse failed averaged_down_the_columns
def mse(preds, targets):
    total = 0
    for i in range(len(preds)):
        total += (preds[i] - targets[i])**2
    return total / len(preds)
