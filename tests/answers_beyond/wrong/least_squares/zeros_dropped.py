# expect: least_squares failed
def least_squares(t, targets):
    keep = targets != 0
    columns = torch.stack([t ** 2, t, torch.ones_like(t)], dim=1)[keep]
    return torch.linalg.lstsq(columns, targets[keep].unsqueeze(1)).solution.squeeze(1)
