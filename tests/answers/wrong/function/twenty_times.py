# expect: function failed
def function(t, params):
    preds = torch.zeros(20)
    for i in range(20):
        preds[i] = params[0] * t[i]**2 + params[1] * t[i] + params[2]
    return preds
