# expect: momentum_step failed learning_rate_missing
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_(gradient)
    params.data -= velocity
