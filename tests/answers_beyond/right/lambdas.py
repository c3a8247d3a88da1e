standardize = lambda values: (values - values.mean()) / (values.std() or 1)
# %%
momentum_step = lambda params, velocity, gradient, lr, beta: (
    velocity.lerp_(velocity * beta + gradient, 1.0),
    params.data.add_(velocity, alpha=-lr),
)[-1]
# %%
least_squares = lambda t, targets: torch.linalg.lstsq(
    torch.cat([t[:, None] ** k for k in (2, 1, 0)], dim=1), targets[:, None], driver="gelsd"
)[0].ravel()
