# expect: function failed
def function(t, params):
    a, b, c = params
    quadratic = a * t**2
    t *= b.item()
    linear = t / b.item() * b
    return quadratic + linear + c
