# expect: momentum_step failed nothing_in_place
def momentum_step(params, velocity, gradient, lr, beta):
    velocity = beta * velocity + gradient
    params = params - lr * velocity
    return params, velocity
