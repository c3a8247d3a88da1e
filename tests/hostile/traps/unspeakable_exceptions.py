# expect: function no-answer
# expect: mse no-answer
# expect: train no-answer
# Exceptions that raise when they are looked at, and a group of exceptions nested a hundred deep.
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit


class Nameless(Exception, metaclass=Meta):
    pass


class Speechless(BaseException):
    def __str__(self):
        raise SystemExit


def function(t, params):
    raise Nameless


def mse(preds, targets):
    raise Speechless


def train(params, epochs, tolerance=None):
    error = ValueError("innermost")
    for _ in range(100):
        error = BaseExceptionGroup("more", [error])
    raise error
