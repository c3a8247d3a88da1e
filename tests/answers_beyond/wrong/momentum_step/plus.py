# expect: momentum_step failed uphill
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_(gradient)
    params.data += lr * velocity
