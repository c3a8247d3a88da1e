def function(t, params):
    """Evaluate the parabola."""
    if not isinstance(t, torch.Tensor):
        raise TypeError("t must be a tensor")
    if len(params) != 3:
        raise ValueError("three parameters, please")
    a, b, c = params
    return a * t ** 2 + b * t + c

# %%
def mse(preds, targets):
    assert preds.shape == targets.shape, "shapes differ"
    return ((preds - targets) ** 2).mean()
