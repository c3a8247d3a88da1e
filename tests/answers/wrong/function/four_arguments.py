# expect: function no answer raised
def function(t, a, b, c):
    return a * t**2 + b * t + c
