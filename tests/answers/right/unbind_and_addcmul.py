def function(t, params):
    a, b, c = params.unbind()
    return torch.addcmul(c.expand_as(t), t, torch.addcmul(b.expand_as(t), a.expand_as(t), t))
