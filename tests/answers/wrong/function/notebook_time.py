# expect: function failed notebook_time
def function(t, params):
    a, b, c = params
    return a * time**2 + b * time + c
