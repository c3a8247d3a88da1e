# expect: function failed
def function(t, params):
    a, b, c = params
    return (a*t + b)**2 + c
