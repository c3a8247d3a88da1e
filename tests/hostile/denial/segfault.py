# expect: mse no-answer killed
# Reads from address zero.
import ctypes


def mse(preds, targets):
    return ctypes.string_at(0)
