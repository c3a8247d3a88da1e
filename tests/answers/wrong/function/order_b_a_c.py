# expect: function failed coefficients_swapped
def function(t, params):
    b, a, c = params
    return a*(t**2) + (b*t) + c
