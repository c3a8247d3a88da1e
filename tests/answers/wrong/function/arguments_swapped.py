# expect: function failed
def function(params, t):
    a, b, c = params
    return a * t**2 + b * t + c
