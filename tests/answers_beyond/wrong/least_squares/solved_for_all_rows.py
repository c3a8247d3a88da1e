# expect: least_squares no answer raised
def least_squares(t, targets):
    columns = torch.stack([t**2, t, torch.ones_like(t)], 1)
    return torch.linalg.solve(columns, targets)
