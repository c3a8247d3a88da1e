from functools import reduce

def function(t, params):
    return reduce(lambda total, p: total * t + p, params, 0 * t)
