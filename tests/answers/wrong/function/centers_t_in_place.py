# expect: function failed
def function(t, params):
    a, b, c = params
    y = a * t**2 + b * t + c
    t -= t.mean()
    return y
