# expect: momentum_step failed learning_rate_in_the_velocity
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_(gradient, alpha=lr)
    params.data -= velocity
