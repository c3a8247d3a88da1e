def standardize(values):
    z = values.clone()
    z -= z.mean()
    if z.any():
        z /= z.std()
    return z
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta)
    velocity.add_(gradient)
    step = velocity * lr
    params.requires_grad_needed = params.requires_grad
    params.detach().sub_(step)
# %%
def least_squares(t, targets):
    # fit in times around their mean, where the digits are safe, then go back
    m = t.mean()
    s = t - m
    rows = torch.stack([s**2, s, torch.ones_like(s)], 1)
    a, b, c = torch.linalg.lstsq(rows, targets).solution if False else torch.linalg.pinv(rows) @ targets
    return torch.stack([a, b - 2 * a * m, a * m**2 - b * m + c])
