# expect: mse failed
# expect: train failed
# Texts where numbers are asked for, as long as a frame and longer.
def mse(preds, targets):
    return "<b>" * 1_000_000


def train(params, epochs, tolerance=None):
    return ["\ud800" * 10_000] * 5
