# expect: mse no answer raised
def mse(preds, targets):
    return torch.nn.MSELoss(preds, targets).mean()
