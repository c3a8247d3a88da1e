# expect: least_squares failed predictions_returned
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return rows @ torch.linalg.pinv(rows) @ targets
