# expect: function failed predictions_summed
def function(t, params):
    a, b, c = params
    return torch.sum(a * t**2 + b * t + c)
