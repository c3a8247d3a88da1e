def function(t, params):
    exponents = torch.tensor([2.0, 1.0, 0.0])
    return torch.tensordot(t.unsqueeze(-1) ** exponents, params, dims=1)
