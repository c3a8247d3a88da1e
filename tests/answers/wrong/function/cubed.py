# expect: function failed
def function(t, params):
    a, b, c = params
    return a * t**3 + b * t + c
