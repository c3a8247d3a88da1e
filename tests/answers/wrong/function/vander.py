# expect: function failed raised
def function(t, params):
    return torch.vander(t, 3) @ params
