# expect: function failed notebook_params
def function(t, p):
    a, b, c = params
    return a * t**2 + b * t + c
