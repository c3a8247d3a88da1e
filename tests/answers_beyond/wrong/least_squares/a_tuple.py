# expect: least_squares failed three_results
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    a, b, c = torch.linalg.pinv(rows) @ targets
    return a.item(), b.item(), c.item()
