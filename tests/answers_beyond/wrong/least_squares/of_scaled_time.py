# expect: least_squares failed of_standardized_time
def least_squares(t, targets):
    z = (t - t.mean()) / t.std()
    rows = torch.stack([z**2, z, torch.ones_like(z)], dim=1)
    return torch.linalg.pinv(rows) @ targets
