# expect: momentum_step failed gradient_overwritten
def momentum_step(params, velocity, gradient, lr, beta):
    gradient.add_(velocity, alpha=beta)
    velocity.copy_(gradient)
    params.data -= lr * gradient
