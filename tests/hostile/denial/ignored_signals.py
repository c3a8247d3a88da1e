# expect: mse no-answer time
# Ignores every signal that can be ignored, and loops.
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def mse(preds, targets):
    while True:
        pass
