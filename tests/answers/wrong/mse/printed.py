# expect: mse failed loss_not_returned
def mse(preds, targets):
    print("MSE:", ((preds - targets)**2).mean())
