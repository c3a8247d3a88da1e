# expect: momentum_step failed nothing_forgotten
def momentum_step(params, velocity, gradient, lr, beta):
    velocity += gradient
    params.data -= lr * velocity
