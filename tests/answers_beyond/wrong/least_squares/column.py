# expect: least_squares failed column_returned
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.lstsq(rows, targets[:, None]).solution
