# expect: mse no-answer memory
# Asks for a tensor of forty gigabytes.
def mse(preds, targets):
    return torch.zeros(10**10).sum()
