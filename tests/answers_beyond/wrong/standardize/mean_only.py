# expect: standardize failed only_centred
def standardize(values):
    return values - sum(values) / len(values)
