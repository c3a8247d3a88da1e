# expect: mse failed root_taken
def mse(preds, targets):
    return torch.sqrt(((preds - targets)**2).mean())
