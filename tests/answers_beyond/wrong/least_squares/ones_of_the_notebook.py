# expect: least_squares failed
def least_squares(t, targets):
    columns = torch.stack([t ** 2, t, torch.ones(len(time))], dim=1)
    return torch.linalg.lstsq(columns, targets.unsqueeze(1)).solution.squeeze(1)
