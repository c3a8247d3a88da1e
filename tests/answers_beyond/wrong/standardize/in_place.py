# expect: standardize failed values_overwritten
def standardize(values):
    values -= values.mean()
    if values.std() != 0:
        values /= values.std()
    return values
