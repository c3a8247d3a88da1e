def function(t, params):
    a, b, c = params.double()
    t = t.double()
    return (a * t ** 2 + b * t + c)

# %%
def mse(preds, targets):
    return ((preds.double() - targets.double()) ** 2).mean()
