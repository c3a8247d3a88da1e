# expect: mse failed
def mse(preds, targets):
    return torch.norm(preds - targets)
