# expect: momentum_step no answer raised
def momentum_step(params, gradient, lr):
    params.data -= lr * gradient
