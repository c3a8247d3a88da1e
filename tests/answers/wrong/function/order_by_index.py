# expect: function failed coefficients_reversed
def function(t, params):
    return params[0] + params[1] * t + params[2] * t ** 2
