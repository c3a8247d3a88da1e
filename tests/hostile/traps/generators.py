# expect: train failed
# A generator that never ends in the place of a list.
def train(params, epochs, tolerance=None):
    while True:
        yield 1.0
