# expect: function failed coefficients_swapped
def function(t, params):
    return params[0] * t + params[1] * t * t + params[2]
