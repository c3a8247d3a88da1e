# expect: standardize failed population_deviation
def standardize(values):
    centred = values - values.mean()
    sigma = (centred ** 2).mean() ** 0.5
    return centred / sigma if sigma else centred
