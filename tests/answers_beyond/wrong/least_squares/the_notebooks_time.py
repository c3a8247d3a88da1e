# expect: least_squares failed times_of_the_notebook
def least_squares(t, targets):
    X = torch.stack([time**2, time, time**0], dim=1)
    return torch.linalg.lstsq(X, targets[:, None]).solution[:, 0]
