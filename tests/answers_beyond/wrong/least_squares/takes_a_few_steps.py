# expect: least_squares failed
def least_squares(t, targets):
    params = torch.zeros(3, requires_grad=True)
    for _ in range(30):
        loss = ((params[0] * t**2 + params[1] * t + params[2] - targets) ** 2).mean()
        grad, = torch.autograd.grad(loss, params)
        params.data -= 0.01 * grad
    return params.detach()
