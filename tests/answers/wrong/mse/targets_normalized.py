# expect: mse failed
def mse(preds, targets):
    loss = ((preds - targets)**2).mean()
    targets /= targets.abs().max()
    return loss
