# expect: mse no-answer output
# Leaves with the status that stands for too much output: worth no more than any other.
import os


def mse(preds, targets):
    os._exit(77)
