# expect: function failed prediction_cut_off
def function(t, params):
    params = torch.tensor(params.tolist(), requires_grad=True)
    a, b, c = params
    return a * t**2 + b * t + c
