# expect: momentum_step failed nothing_in_place
def momentum_step(params, velocity, gradient, lr, beta):
    pass
