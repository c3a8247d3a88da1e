# expect: function no answer raised
def function(t, params):
    a, b = params
    return a * t**2 + b * t
