# expect: standardize failed
def standardize(values):
    centred = values - values.mean()
    return centred / (centred.norm() or 1)
