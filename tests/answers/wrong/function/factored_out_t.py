# expect: function failed time_not_squared
def function(t, params):
    a, b, c = params
    return (a + b) * t + c
