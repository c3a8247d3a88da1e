# expect: function failed
# expect: mse failed
# Types of numbers that no frame has a name for.
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).to(torch.bfloat16)


def mse(preds, targets):
    return torch.quantize_per_tensor(((preds - targets) ** 2).mean().detach().reshape(1), 0.1, 0, torch.quint8)
