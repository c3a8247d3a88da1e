# expect: momentum_step failed gradient_zeroed
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_(gradient)
    params.data -= lr * velocity
    gradient.zero_()
