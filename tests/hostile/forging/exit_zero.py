# expect: function no-answer raised
# expect: mse no-answer raised
# expect: train no-answer killed
# Leaves before anybody can look, with the status of success.
import os
import sys


def function(t, params):
    sys.exit(0)


def mse(preds, targets):
    quit()


def train(params, epochs, tolerance=None):
    os._exit(0)
