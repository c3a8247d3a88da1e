# expect: standardize failed only_centered
def standardize(values):
    return values - sum(values) / len(values)
