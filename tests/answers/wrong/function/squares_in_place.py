# expect: function failed time_overwritten
def function(t, params):
    a, b, c = params
    y = c + a * t.pow_(2)
    return y + b * t
