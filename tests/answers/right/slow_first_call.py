import time as clock

_cache = {}

def function(t, params):
    if "warm" not in _cache:
        clock.sleep(0.3)
        _cache["warm"] = sum(i * i for i in range(100_000))
    a, b, c = params
    return a * t ** 2 + b * t + c
