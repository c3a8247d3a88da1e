# expect: least_squares failed whole_answer_of_lstsq
def least_squares(t, targets):
    rows = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    return torch.linalg.lstsq(rows, targets[:, None])
