# expect: mse no-answer output
# Prints without end to the stream of errors.
import sys


def mse(preds, targets):
    while True:
        sys.stderr.write("x" * 100_000)
