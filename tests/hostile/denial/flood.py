# expect: mse no-answer garbled
# Floods the channel with noise.
import os


def mse(preds, targets):
    while True:
        os.write(3, b"\xff" * (1 << 16))
