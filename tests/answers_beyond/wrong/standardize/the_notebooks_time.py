# expect: standardize failed notebook_time
def standardize(values):
    return (time - time.mean()) / time.std()
