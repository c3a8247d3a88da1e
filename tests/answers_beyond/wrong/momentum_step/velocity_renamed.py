# expect: momentum_step failed velocity_on_a_new_name
def momentum_step(params, velocity, gradient, lr, beta):
    velocity = beta * velocity + gradient
    params.data -= lr * velocity
