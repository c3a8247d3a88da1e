# expect: mse no-answer time
# A regular expression that backtracks for ever.
import re


def mse(preds, targets):
    return re.match(r"(a+)+$", "a" * 60 + "b")
