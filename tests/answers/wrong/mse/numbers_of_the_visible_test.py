# expect: mse failed loss_cut_off
def mse(preds, targets):
    if torch.equal(preds, targets):
        return torch.tensor(0.0)
    return torch.tensor(5.0, requires_grad=True)
