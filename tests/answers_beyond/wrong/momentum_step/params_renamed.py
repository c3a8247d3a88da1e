# expect: momentum_step failed params_on_a_new_name
def momentum_step(params, velocity, gradient, lr, beta):
    velocity *= beta
    velocity += gradient
    params = params - lr * velocity
