# expect: function no-answer time
# expect: mse no-answer time
# Sleeps a little less in each call than would be noticed in one.
import time as clock


def function(t, params):
    clock.sleep(5)
    a, b, c = params
    return a * t**2 + b * t + c


def mse(preds, targets):
    clock.sleep(5)
    return ((preds - targets) ** 2).mean()
