# expect: least_squares failed constant_missing
def least_squares(t, targets):
    X = torch.stack([t**2, t], dim=1)
    a, b = torch.linalg.pinv(X) @ targets
    return torch.stack([a, b, torch.tensor(0.0)])
