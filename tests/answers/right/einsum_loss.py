def mse(preds, targets):
    e = (preds - targets).flatten()
    return torch.einsum("i,i->", e, e) / e.numel()
