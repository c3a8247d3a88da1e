# expect: least_squares failed parameters_not_returned
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    print(torch.linalg.pinv(rows) @ targets)
