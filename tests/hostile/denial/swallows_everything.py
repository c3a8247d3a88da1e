# expect: mse no-answer time
# An endless loop that swallows every exception.
def mse(preds, targets):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
