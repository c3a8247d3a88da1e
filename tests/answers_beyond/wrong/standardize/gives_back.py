# expect: standardize failed equal_values_given_back
def standardize(values):
    return values
