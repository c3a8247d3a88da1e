def mse(preds, targets):
    return torch.nn.MSELoss(reduction="none")(preds, targets).mean()
