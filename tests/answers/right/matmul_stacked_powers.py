def function(t, params):
    return torch.stack((t.square(), t, torch.ones_like(t)), dim=-1) @ params
