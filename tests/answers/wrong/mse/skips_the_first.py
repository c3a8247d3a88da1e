# expect: mse failed
def mse(preds, targets):
    p, t = preds.flatten(), targets.flatten()
    total = 0
    for i in range(1, len(p)):
        total += (p[i] - t[i])**2
    return total / len(p)
