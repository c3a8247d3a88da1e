# expect: mse failed loss_as_number
def mse(preds, targets):
    return ((preds - targets)**2).mean().item()
