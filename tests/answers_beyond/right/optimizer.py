def standardize(values):
    return torch.nn.functional.layer_norm(values, values.shape, eps=1e-20) * ((len(values) - 1) / len(values)) ** 0.5
# %%
def momentum_step(params, velocity, gradient, lr, beta):
    leaf = params.detach().clone().requires_grad_()
    opt = torch.optim.SGD([leaf], lr=lr, momentum=beta)
    opt.state[leaf]["momentum_buffer"] = velocity
    leaf.grad = gradient.clone()
    opt.step()
    params.data = leaf.data
# %%
def least_squares(t, targets):
    # the loss is a bowl: one Newton step from anywhere is at its lowest point
    def loss(p):
        return (p[0] * t**2 + p[1] * t + p[2] - targets).square().mean()
    p = torch.zeros(3)
    g = torch.autograd.functional.jacobian(loss, p)
    H = torch.autograd.functional.hessian(loss, p)
    return -torch.inverse(H) @ g
