# expect: function failed prediction_cut_off
def function(t, params):
    a, b, c = params[0].item(), params[1].item(), params[2].item()
    return a * t**2 + b * t + c
