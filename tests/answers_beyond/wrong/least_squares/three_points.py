# expect: least_squares failed through_three_points
def least_squares(t, targets):
    X = torch.stack([t**2, t, torch.ones(len(t))], dim=1)
    return torch.linalg.pinv(X[:3]) @ targets[:3]
