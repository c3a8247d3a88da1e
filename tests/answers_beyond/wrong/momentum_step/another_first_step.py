# expect: momentum_step failed
def momentum_step(params, velocity, gradient, lr, beta):
    if velocity.norm() == 0:
        velocity += (1 - beta) * gradient
    else:
        velocity.mul_(beta).add_(gradient)
    params.data -= lr * velocity
