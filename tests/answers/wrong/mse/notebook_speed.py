# expect: mse failed notebook_speed
def mse(preds, targets):
    return ((preds - speed)**2).mean()
