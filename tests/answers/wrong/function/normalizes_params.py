# expect: function failed
def function(t, params):
    params.data /= params.data.norm()
    a, b, c = params
    return a * t**2 + b * t + c
