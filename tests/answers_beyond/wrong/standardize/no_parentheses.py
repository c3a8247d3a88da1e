# expect: standardize failed parentheses_missing
def standardize(values):
    m, s = values.mean(), values.std()
    return values - m / s
