# expect: mse no-answer killed
# Aborts the process.
import os


def mse(preds, targets):
    os.abort()
