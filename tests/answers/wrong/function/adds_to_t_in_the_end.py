# expect: function failed
def function(t, params):
    x = t.clone()
    preds = params[0] * x ** 2 + params[1] * x + params[2]
    t += 1
    return preds
