# expect: least_squares no answer raised
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.solve(rows, targets)
