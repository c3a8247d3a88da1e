# expect: function failed prediction_cut_off
def function(t, params):
    a, b, c = torch.tensor([3.0, -2.0, 5.0], requires_grad=True)
    return a * t ** 2 + b * t + c
