# expect: momentum_step failed
def momentum_step(params, velocity, gradient, lr, beta):
    for i in range(len(params)):
        velocity[i] = beta * velocity[i].item() + gradient[i].item()
    params.data -= lr * velocity
