# expect: function failed
def function(t, params):
    a, b, c = params
    return a * t ** 0.5 + b * t + c
