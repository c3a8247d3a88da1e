# expect: mse failed loss_not_returned
def mse(preds, targets):
    loss = ((preds - targets)**2).mean()
