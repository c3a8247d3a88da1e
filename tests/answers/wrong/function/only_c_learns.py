# expect: function failed
def function(t, params):
    a, b = params[0].item(), params[1].item()
    return a * t**2 + b * t + params[2]
