# expect: function failed
# expect: mse failed
# Arrays of objects, and of a type with fields.
import numpy as np


def function(t, params):
    return np.array([object()] * 3)


def mse(preds, targets):
    return np.zeros(3, dtype=[("score", "f4"), ("verdict", "U9")])
