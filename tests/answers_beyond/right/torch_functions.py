def standardize(values):
    std, mean = torch.std_mean(values)
    return torch.nan_to_num((values - mean) / std)
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    with torch.no_grad():
        torch.add(gradient, velocity, alpha=beta, out=velocity)
        params.add_(velocity, alpha=-lr)
# %%
def least_squares(t, targets):
    return torch.linalg.pinv(torch.vander(t, 3)) @ targets
