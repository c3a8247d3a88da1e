# expect: function failed
def function(t, params):
    a, b, c = params
    return a * time**2 + b * t + c
