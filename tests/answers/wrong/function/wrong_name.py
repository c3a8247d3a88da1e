# expect: function no answer missing
def Function(t, params):
    a, b, c = params
    return a * t**2 + b * t + c
