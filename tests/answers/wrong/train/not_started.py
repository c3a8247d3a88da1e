# expect: train no answer unwritten
def train(params, epochs, tolerance=None):
    # YOUR CODE HERE
    raise NotImplementedError()
