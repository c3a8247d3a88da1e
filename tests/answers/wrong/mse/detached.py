# expect: mse failed loss_cut_off
def mse(preds, targets):
    return ((preds - targets)**2).mean().detach()
