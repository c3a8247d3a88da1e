# expect: momentum_step failed looks_ahead
def momentum_step(params, velocity, gradient, lr, beta):
    velocity *= beta
    velocity += gradient
    params.data -= lr * (beta * velocity + gradient)
