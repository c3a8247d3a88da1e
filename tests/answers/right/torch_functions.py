def function(t, params):
    quadratic = torch.mul(params[0], torch.pow(t, 2))
    linear = torch.mul(params[1], t)
    return torch.add(torch.add(quadratic, linear), params[2])
