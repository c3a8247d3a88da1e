# expect: least_squares failed pulled_to_zero
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.solve(rows.T @ rows + torch.eye(3), rows.T @ targets)
