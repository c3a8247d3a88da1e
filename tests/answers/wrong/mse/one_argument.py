# expect: mse no answer raised
def mse(preds):
    return ((preds - speed)**2).mean()
