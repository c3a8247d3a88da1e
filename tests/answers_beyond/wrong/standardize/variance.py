# expect: standardize failed divided_by_the_variance
def standardize(values):
    if values.var() == 0:
        return torch.zeros_like(values)
    return (values - values.mean()) / values.var()
