# expect: least_squares failed parameters_in_numpy
def least_squares(t, targets):
    import numpy as np
    return np.polyfit(t, targets, 2)
