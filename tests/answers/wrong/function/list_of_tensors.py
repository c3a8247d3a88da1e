# expect: function failed
def function(t, params):
    a, b, c = params
    return [a * x**2 + b * x + c for x in t.reshape(-1)]
