# expect: mse no-answer killed
# Leaves the process without any cleaning up.
import os


def mse(preds, targets):
    os._exit(0)
