# expect: function failed 0.75
# expect: mse failed 0.75
# Infinitely wrong.
def function(t, params):
    a, b, c = params
    return a * t**2 + b * t + c + float("inf")


def mse(preds, targets):
    return ((preds - targets) ** 2).mean() + float("inf")
