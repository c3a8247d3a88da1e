def mse(preds, targets):
    return torch.norm(preds - targets) ** 2 / targets.numel()
