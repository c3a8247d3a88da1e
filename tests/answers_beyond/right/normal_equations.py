def standardize(values):
    centered = values - values.mean()
    return centered / (centered.square().sum() / (centered.numel() - 1)).sqrt().clamp(min=1e-8)
# %%
@torch.no_grad()
def momentum_step(params, velocity, gradient, lr, beta):
    velocity *= beta
    velocity += gradient
    params -= lr * velocity
# %%
def least_squares(t, targets):
    X = torch.stack((t**2, t, t**0)).T
    return torch.linalg.solve(X.T @ X, X.T @ targets)
