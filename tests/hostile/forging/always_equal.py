# expect: function failed
# expect: mse failed
# expect: apply_step failed
# expect: train failed
# Returns an object that is equal to, close to and smaller than everything.
class Right:
    def __getattr__(self, name):
        return self

    def _true(self, *given, **named):
        return True

    def _self(self, *given, **named):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = _true
    __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __abs__ = __call__ = __getitem__ = _self
    __hash__ = lambda self: 0
    __len__ = lambda self: 3
    __float__ = lambda self: 0.0


def function(t, params):
    return Right()


def mse(preds, targets):
    return Right()


def apply_step(params, prn=True):
    return Right()


def train(params, epochs, tolerance=None):
    return Right()
