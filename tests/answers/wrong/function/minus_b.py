# expect: function failed
def function(t, params):
    a, b, c = params
    return a * t**2 - b * t + c
