# expect: momentum_step failed rate_and_beta_swapped
def momentum_step(params, velocity, gradient, beta, lr):
    velocity.mul_(beta).add_(gradient)
    params.data -= lr * velocity
