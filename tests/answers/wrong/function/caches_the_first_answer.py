# expect: function failed
cache = {}

def function(t, params):
    if t.shape not in cache:
        a, b, c = params
        cache[t.shape] = a * t**2 + b * t + c
    return cache[t.shape]
