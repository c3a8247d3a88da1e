# expect: standardize failed scale_not_returned
def standardize(values):
    z = (values - values.mean()) / values.std()
    print(z)
