# expect: mse failed loss_cut_off
def mse(preds, targets):
    with torch.no_grad():
        return ((preds - targets)**2).mean()
