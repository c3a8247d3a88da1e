# expect: mse no-answer raised
# A message as long as a book.
def mse(preds, targets):
    raise ValueError("all work and no play " * 100_000)
