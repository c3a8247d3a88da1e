# expect: mse failed loss_cut_off
def mse(preds, targets):
    return torch.tensor(sum((p - t)**2 for p, t in zip(preds.flatten().tolist(), targets.flatten().tolist())) / preds.numel())
