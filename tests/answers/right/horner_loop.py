def function(t, params):
    result = torch.zeros_like(t)
    for coefficient in params:
        result = result * t + coefficient
    return result
