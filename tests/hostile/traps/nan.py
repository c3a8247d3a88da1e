# expect: function failed 0.75
# expect: mse failed 0.75
# Right but for a factor that is not a number.
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c) * float("nan")


def mse(preds, targets):
    return ((preds - targets) ** 2).mean() * torch.tensor(float("nan"))
