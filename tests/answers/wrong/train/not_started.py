# expect: train no answer raised
def train(params, epochs, tolerance=None):
    # YOUR CODE HERE
    raise NotImplementedError()
