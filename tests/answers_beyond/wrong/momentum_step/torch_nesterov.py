# expect: momentum_step failed looks_ahead
def momentum_step(params, velocity, gradient, lr, beta):
    leaf = params.detach().clone().requires_grad_()
    opt = torch.optim.SGD([leaf], lr=lr, momentum=beta, nesterov=True)
    opt.state[leaf]["momentum_buffer"] = velocity
    leaf.grad = gradient.clone()
    opt.step()
    params.data = leaf.data
