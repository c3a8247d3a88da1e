# expect: standardize failed raised
def standardize(values):
    if values.std() == 0:
        raise ValueError("all values are equal")
    return (values - values.mean()) / values.std()
