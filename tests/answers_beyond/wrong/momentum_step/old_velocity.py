# expect: momentum_step failed moves_before_the_update
def momentum_step(params, velocity, gradient, lr, beta):
    params.data -= lr * velocity
    velocity.mul_(beta).add_(gradient)
