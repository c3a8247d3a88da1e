# expect: momentum_step failed leaf_lost
def momentum_step(params, velocity, gradient, lr, beta):
    params.requires_grad_(False)
    velocity.mul_(beta).add_(gradient)
    params -= lr * velocity
