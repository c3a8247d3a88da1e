# expect: function failed prediction_not_returned
def function(t, params):
    a, b, c = params
    y = a * t**2 + b * t + c
