# expect: function failed
# expect: mse failed
# The right real part, and an imaginary one.
def function(t, params):
    a, b, c = params
    return torch.complex(a * t**2 + b * t + c, t + 1)


def mse(preds, targets):
    return complex(((preds - targets) ** 2).mean().item(), 1.0)
