# expect: mse failed not_averaged
def mse(preds, targets):
    return torch.nn.functional.mse_loss(preds, targets, reduction='none')
