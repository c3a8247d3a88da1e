print("hello from my notebook")

def function(t, params):
    print("function called with", t.shape)
    a, b, c = params
    return a*t**2 + b*t + c

# %%
def mse(preds, targets):
    print("DEBUG", preds[0], targets[0])
    return ((preds - targets) ** 2).mean()
