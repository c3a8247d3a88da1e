# expect: function failed 2.5
# expect: mse failed 2.5
# Right values whose gradients are changed on their way by hooks.
def function(t, params):
    a, b, c = params
    preds = a * t**2 + b * t + c
    if preds.requires_grad:
        preds.register_hook(lambda grad: grad * 2)
    return preds


def mse(preds, targets):
    if preds.requires_grad and preds.is_leaf:
        preds.register_hook(lambda grad: grad * 0 + 1)
    return ((preds - targets) ** 2).mean()
