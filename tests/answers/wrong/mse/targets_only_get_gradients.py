# expect: mse failed loss_cut_off
def mse(preds, targets):
    targets = targets.clone().requires_grad_()
    return ((preds.detach() - targets)**2).mean()
