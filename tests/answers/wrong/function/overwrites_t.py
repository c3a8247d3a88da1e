# expect: function failed time_overwritten
def function(t, params):
    a, b, c = params
    t2 = t
    t2 *= t
    return a * t2 + b * t + c
