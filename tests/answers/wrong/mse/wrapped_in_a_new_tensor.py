# expect: mse failed loss_cut_off
def mse(preds, targets):
    value = ((preds - targets)**2).mean().item()
    return torch.tensor(value, requires_grad=True)
