# expect: least_squares failed
def least_squares(t, targets):
    return torch.zeros(3)
