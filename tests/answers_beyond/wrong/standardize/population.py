# expect: standardize failed population_deviation
def standardize(values):
    centered = values - values.mean()
    sigma = (centered ** 2).mean() ** 0.5
    return centered / sigma if sigma else centered
