# expect: function failed linear_term_missing
def function(t, params):
    a, b, c = params
    quadratic = a * t ** 2
    linear = b * t
    return quadratic + c
