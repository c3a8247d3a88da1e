# expect: function failed 2.5
# The right values, made where no gradient can ever be.
def function(t, params):
    with torch.inference_mode():
        a, b, c = params
        return a * t**2 + b * t + c
