# expect: momentum_step failed raised
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_(gradient)
    params -= lr * velocity
