# expect: momentum_step failed running_mean
def momentum_step(params, velocity, gradient, lr, beta):
    velocity.mul_(beta).add_((1 - beta) * gradient)
    params.data.sub_(lr * velocity)
