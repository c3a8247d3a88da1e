# expect: function failed coefficients_reversed
def function(t, params):
    powers = torch.stack([t ** k for k in range(3)], dim=-1)
    return powers @ params
