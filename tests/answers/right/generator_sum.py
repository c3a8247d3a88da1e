def function(t, params):
    return sum(p * t ** (2 - k) for k, p in enumerate(params))
