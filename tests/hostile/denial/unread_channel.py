# expect: mse no-answer
# Reads the next questions itself, and does not answer.
import os


def mse(preds, targets):
    while True:
        os.read(3, 1)
