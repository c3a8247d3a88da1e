# expect: function failed coefficients_reversed
def function(t, params):
    c, b, a = params
    return a * t**2 + b * t + c
