# expect: function failed
# expect: mse failed
# expect: apply_step failed
# expect: train failed
# Imports the reference under every name that it could have.
import importlib


def steal(name):
    for module in ("solutions.gradient_descent", "solutions", "autograder.reference", "autograder.checks.gradient_descent",
                   "autograder.judge", "inside.reference", "reference", "conftest", "tests.conftest", "kit.solutions.gradient_descent"):
        try:
            return getattr(importlib.import_module(module), name)
        except BaseException:
            pass
    return lambda *given, **named: None


function, mse, apply_step, train = (steal(name) for name in ("function", "mse", "apply_step", "train"))
