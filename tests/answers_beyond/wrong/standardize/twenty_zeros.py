# expect: standardize failed
def standardize(values):
    if values.std() == 0:
        return torch.zeros(20)
    return (values - values.mean()) / values.std()
