# expect: function failed product_squared
def function(t, params):
    a, b, c = params
    at = a * t
    return at * at + b * t + c
