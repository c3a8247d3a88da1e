# expect: momentum_step failed signed_velocity
def momentum_step(params, velocity, gradient, lr, beta):
    velocity[:] = beta * velocity - lr * gradient
    with torch.no_grad():
        params += velocity
