# expect: function failed predictions_summed
def function(t, params):
    a, b, c = params
    return torch.stack([a * t**2, b * t, c.expand_as(t)]).sum()
