# expect: function failed prediction_in_numpy
def function(t, params):
    a, b, c = params.detach().numpy()
    t = t.numpy()
    return a * t**2 + b * t + c
