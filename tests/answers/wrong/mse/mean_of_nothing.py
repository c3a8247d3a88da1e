# expect: mse no answer raised
def mse(preds, targets):
    return torch.mean(preds - targets, 2) ** 2
