# expect: function failed
def function(t, params):
    a, b, c = params
    return torch.stack([a * x**2 + b * x + c for x in t])
