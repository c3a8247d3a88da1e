# expect: function failed constant_missing
def function(t, params):
    a, b, c = params
    y = a * t ** 2 + b * t
    + c
    return y
