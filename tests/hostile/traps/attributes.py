# expect: function failed
# expect: mse no-answer killed
# Objects whose class, type and item are traps.
class Poisonous:
    @property
    def __class__(self):
        raise ValueError("do not look")

    @property
    def item(self):
        raise ValueError("do not touch")


class Deadly:
    @property
    def __class__(self):
        raise KeyboardInterrupt


def function(t, params):
    return Poisonous()


def mse(preds, targets):
    return Deadly()
