# expect: least_squares failed two_values
def least_squares(t, targets):
    X = torch.stack([t**2, t], dim=1)
    return torch.linalg.lstsq(X, targets[:, None]).solution.flatten()
