# expect: least_squares failed straight_line
def least_squares(t, targets):
    slope = ((t - t.mean()) * (targets - targets.mean())).sum() / ((t - t.mean()) ** 2).sum()
    return torch.stack([torch.tensor(0.0), slope, targets.mean() - slope * t.mean()])
