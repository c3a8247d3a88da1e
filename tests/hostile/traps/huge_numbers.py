# expect: mse failed
# expect: train failed 0.75
# Integers of ten thousand digits, where numbers are asked for.
import sys

sys.set_int_max_str_digits(0)


def mse(preds, targets):
    return 10**10_000


def train(params, epochs, tolerance=None):
    return [10**10_000] * epochs


10**10_000
