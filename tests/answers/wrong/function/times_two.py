# expect: function failed doubled_for_squared
def function(t, params):
    a, b, c = params
    return a*t*2 + b*t + c
