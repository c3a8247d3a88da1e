# expect: function failed prediction_cut_off
@torch.no_grad()
def function(t, params):
    a, b, c = params
    return a * t ** 2 + b * t + c
