# expect: standardize failed nothing_by_nothing
def standardize(values):
    return (values - torch.mean(values)) / torch.std(values)
