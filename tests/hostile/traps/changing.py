# expect: train failed 0.25
# A list that is another one each time that somebody looks. Its function does print nothing, as it should.
import random


class Changing(list):
    def __iter__(self):
        return iter([random.random() for _ in range(random.randint(0, 9))])

    def __len__(self):
        return random.randint(0, 9)


def train(params, epochs, tolerance=None):
    return Changing()
