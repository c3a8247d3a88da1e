def function(t, params):
    a, b, c = params
    # return a*t + b*t + c    <- wrong
    # return sum(params * t)
    """
    old version:
    return (a*t)**2 + b
    """
    return a*t**2 + b*t + c
