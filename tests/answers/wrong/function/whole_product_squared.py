# expect: function failed product_squared
def function(t, params):
    a, b, c = params
    return (a*t)**2 + b*t + c
