# expect: train failed
# Classes with the names of honest types, which lie about their length and their items.
class float(float):
    item = lambda self: None
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda *given: True


class list(list):
    __len__ = lambda self: 5
    __iter__ = lambda self: iter([float(1)] * 5)
    __eq__ = lambda *given: True


def train(params, epochs, tolerance=None):
    return list()
