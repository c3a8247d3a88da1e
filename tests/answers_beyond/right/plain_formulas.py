def standardize(values):
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / (len(values) - 1)
    if variance == 0:
        return values * 0
    return (values - mean) / variance ** 0.5
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    for i in range(len(params)):
        velocity[i] = beta * velocity[i] + gradient[i]
        with torch.no_grad():
            params[i] -= lr * velocity[i]
# %%
def least_squares(t, targets):
    # Cramer's rule
    n = len(t)
    s1, s2, s3, s4 = t.sum(), (t**2).sum(), (t**3).sum(), (t**4).sum()
    y0, y1, y2 = targets.sum(), (t * targets).sum(), (t**2 * targets).sum()
    def det(a, b, c, d, e, f, g, h, i):
        return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    d = det(s4, s3, s2, s3, s2, s1, s2, s1, n)
    a = det(y2, s3, s2, y1, s2, s1, y0, s1, n) / d
    b = det(s4, y2, s2, s3, y1, s1, s2, y0, n) / d
    c = det(s4, s3, y2, s3, s2, y1, s2, s1, y0) / d
    return torch.stack([a, b, c])
