# expect: standardize failed
def standardize(values):
    values = values.sort().values
    return (values - values.mean()) / (values.std() or 1)
