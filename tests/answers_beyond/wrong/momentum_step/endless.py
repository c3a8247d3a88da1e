# expect: momentum_step no answer time
def momentum_step(params, velocity, gradient, lr, beta):
    while True:
        pass
