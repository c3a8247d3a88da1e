def function(t, params):
    return (torch.vander(t.flatten(), 3) @ params).view(t.shape)
