# expect: standardize failed equal_values_given_back
def standardize(values):
    if values.std() == 0:
        return values
    return (values - values.mean()) / values.std()
