# expect: mse no-answer time
# Sleeps, and uses no time of the processor.
import time as clock


def mse(preds, targets):
    clock.sleep(3600)
