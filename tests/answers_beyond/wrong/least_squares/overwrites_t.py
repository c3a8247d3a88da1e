# expect: least_squares failed times_overwritten
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    best = torch.linalg.pinv(rows) @ targets
    t.pow_(2)
    return best
