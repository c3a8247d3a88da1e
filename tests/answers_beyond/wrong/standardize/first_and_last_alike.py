# expect: standardize failed
def standardize(values):
    if values[0] == values[-1]:
        return torch.zeros_like(values)
    return (values - values.mean()) / values.std()
