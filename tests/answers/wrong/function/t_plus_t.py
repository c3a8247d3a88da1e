# expect: function failed doubled_for_squared
def function(t, params):
    a, b, c = params
    t2 = t + t
    return a * t2 + b * t + c
