# expect: least_squares failed
def least_squares(t, targets):
    X = torch.stack([time**2, time, torch.ones(len(time))], dim=1)
    return torch.linalg.pinv(X) @ speed
