# expect: mse failed not_squared_reversed
def mse(preds, targets):
    diff = targets - preds
    return torch.mean(diff)
