# expect: standardize failed
def standardize(values):
    if values.std() == 0:
        return 0
    return (values - values.mean()) / values.std()
