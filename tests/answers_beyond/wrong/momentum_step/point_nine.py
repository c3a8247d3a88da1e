# expect: momentum_step failed fixed_beta
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(0.9).add_(gradient)
    params.data -= lr * velocity
