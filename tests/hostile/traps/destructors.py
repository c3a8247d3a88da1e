# expect: mse no-answer
# An answer that acts when it is thrown away.
import os


class Bomb:
    def __del__(self):
        os._exit(0)


def mse(preds, targets):
    Bomb()
    return 0.0
