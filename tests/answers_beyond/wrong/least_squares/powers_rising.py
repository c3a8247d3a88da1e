# expect: least_squares failed coefficients_reversed
def least_squares(t, targets):
    X = torch.stack([t**0, t, t**2], dim=1)
    return torch.linalg.pinv(X) @ targets
