def function(t, params):
    a, b, c = params.to(torch.float64)
    return (a * t**2 + b * t + c).float()
