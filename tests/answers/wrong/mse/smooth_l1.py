# expect: mse failed
def mse(preds, targets):
    return torch.nn.functional.smooth_l1_loss(preds, targets)
