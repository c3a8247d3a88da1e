def function(t, params):
    a, b, c = params
    return (a * t + b) * t + c
