def function(t, params):
    y = 0
    for p, power in zip(params, [2, 1, 0]):
        y += p * t.pow(power)
    return y
