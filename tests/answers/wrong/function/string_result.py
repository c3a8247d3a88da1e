# expect: function failed
def function(t, params):
    a, b, c = params
    return f"{a}*t^2 + {b}*t + {c}"
