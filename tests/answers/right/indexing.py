def function(t, params):
    return params[0] * t * t + params[1] * t + params[2]
