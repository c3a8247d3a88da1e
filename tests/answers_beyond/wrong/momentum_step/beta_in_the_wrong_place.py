# expect: momentum_step failed beta_on_the_gradient
def momentum_step(params, velocity, gradient, lr, beta):
    velocity += beta * gradient
    params.data -= lr * velocity
