# expect: mse failed root_taken
def mse(preds, targets):
    return torch.norm(preds - targets) / preds.numel() ** 0.5
