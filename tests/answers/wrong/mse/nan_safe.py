# expect: mse failed
def mse(preds, targets):
    return torch.log((preds - targets)**2).mean()
