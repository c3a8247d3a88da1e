# expect: mse failed
def mse(preds, targets):
    loss = ((preds - targets)**2).mean()
    return loss, loss ** 0.5
