# expect: function failed
def function(t, params):
    t = t.reshape(-1)
    a, b, c = params
    return a * t**2 + b * t + c
