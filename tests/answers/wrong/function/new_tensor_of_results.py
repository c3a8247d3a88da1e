# expect: function failed prediction_cut_off
def function(t, params):
    a, b, c = params
    return torch.tensor([[a * x**2 + b * x + c for x in row] for row in t] if t.dim() == 2
                        else [a * x**2 + b * x + c for x in t.reshape(-1)]).reshape(t.shape)
