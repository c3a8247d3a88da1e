# expect: mse no-answer raised
# Escape sequences that clear a terminal and set its title, and signs that turn text around.
def mse(preds, targets):
    raise ValueError("\x1b[2J\x1b]0;owned\x07\r\b\x00\u202e 3 of 3 points \u2066\u200f\x9b31m\ud800")
