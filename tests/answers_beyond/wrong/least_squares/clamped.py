# expect: least_squares failed
def least_squares(t, targets):
    columns = torch.stack([t ** 2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.lstsq(columns, targets.clamp(-100, 100).unsqueeze(1)).solution.squeeze(1)
