from torch import nn

def mse(preds, targets):
    criterion = nn.MSELoss()
    return criterion(preds, targets)
