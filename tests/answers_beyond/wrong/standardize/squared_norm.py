# expect: standardize failed
def standardize(values):
    centered = values - values.mean()
    return centered / (centered.norm() or 1)
