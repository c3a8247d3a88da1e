# expect: mse failed loss_as_number
def mse(preds, targets):
    p, t = preds.flatten().tolist(), targets.flatten().tolist()
    return sum((a - b) ** 2 for a, b in zip(p, t)) / len(p)
