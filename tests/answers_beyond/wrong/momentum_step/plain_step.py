# expect: momentum_step failed momentum_left_out
def momentum_step(params, velocity, gradient, lr, beta):
    with torch.no_grad():
        params -= lr * gradient
