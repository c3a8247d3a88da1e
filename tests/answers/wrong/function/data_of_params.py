# expect: function failed prediction_cut_off
def function(t, params):
    a, b, c = params.data
    return a * t**2 + b * t + c
