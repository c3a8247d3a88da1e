def standardize(values):
    return (values - values.mean()) / (values.std() + 1e-6)
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    with torch.no_grad():
        velocity[...] = beta * velocity + gradient
        params[...] -= lr * velocity
# %%
def least_squares(t, targets):
    def loss(z):
        return ((z[0] * t ** 2 + z[1] * t + z[2] - targets) ** 2).mean()
    start = torch.zeros(3)
    hessian, gradient = torch.func.hessian(loss)(start), torch.func.grad(loss)(start)
    return -torch.linalg.solve(hessian, gradient)
