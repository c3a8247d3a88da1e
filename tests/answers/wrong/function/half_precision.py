# expect: function failed
def function(t, params):
    a, b, c = params.half()
    t = t.half()
    return (a * t**2 + b * t + c).float()
