# expect: least_squares failed raised
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones(20)], dim=1).double()
    return torch.linalg.lstsq(rows, targets.double()[:, None]).solution.flatten()
