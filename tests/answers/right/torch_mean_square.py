def mse(preds, targets):
    return torch.mean(torch.square(torch.sub(preds, targets)))
