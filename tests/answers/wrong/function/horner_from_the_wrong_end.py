# expect: function failed coefficients_reversed
def function(t, params):
    result = torch.zeros_like(t)
    for p in reversed(params):
        result = result * t + p
    return result
