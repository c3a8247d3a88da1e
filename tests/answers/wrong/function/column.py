# expect: function failed
def function(t, params):
    t = t.unsqueeze(-1)
    return params[0] * t**2 + params[1] * t + params[2]
