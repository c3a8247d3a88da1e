# expect: function no answer raised
def function(t, params):
    a, b, c = params
    return a * x**2 + b * x + c
