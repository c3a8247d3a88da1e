# expect: mse failed loss_cut_off
def mse(preds, targets):
    return ((preds.data - targets.data)**2).mean()
