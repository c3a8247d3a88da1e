# expect: function failed
def function(t, params):
    a, b, c = params
    return torch.relu(a * t**2 + b * t + c)
