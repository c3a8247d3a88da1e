# expect: least_squares failed twenty_points
def least_squares(t, targets):
    t, targets = t[:20], targets[:20]
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.lstsq(rows, targets[:, None]).solution.flatten()
