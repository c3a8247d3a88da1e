# expect: standardize failed
def standardize(values):
    return (values - values.mean()) / (values.std() + 1e-5)
