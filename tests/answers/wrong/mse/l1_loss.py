# expect: mse failed absolute_error
from torch import nn

def mse(preds, targets):
    return nn.L1Loss()(preds, targets)
