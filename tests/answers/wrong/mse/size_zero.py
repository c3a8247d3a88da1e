# expect: mse failed divided_by_rows
def mse(preds, targets):
    n = preds.size(0)
    return torch.sum((preds - targets)**2) / n
