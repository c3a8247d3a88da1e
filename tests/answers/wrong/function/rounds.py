# expect: function failed
def function(t, params):
    a, b, c = params
    return torch.round(a * t**2 + b * t + c)
