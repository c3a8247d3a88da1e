# expect: mse no-answer
# Calls itself for ever, with the limit taken away.
import sys

sys.setrecursionlimit(10**9)


def mse(preds, targets):
    return repr(mse(preds, targets))
