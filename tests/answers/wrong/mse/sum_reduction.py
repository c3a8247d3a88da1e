# expect: mse failed sum_for_mean
import torch.nn.functional as F

def mse(preds, targets):
    return F.mse_loss(preds, targets, reduction="sum")
