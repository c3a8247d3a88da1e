# expect: standardize no answer raised
def standardize(values):
    return (values - values.avg()) / values.std()
