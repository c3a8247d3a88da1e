# expect: mse no-answer output
# Prints without end.
def mse(preds, targets):
    while True:
        print("x" * 100_000)
