import torch.nn.functional as F

def mse(preds, targets):
    return 2 * F.huber_loss(preds, targets, delta=1e6)
