# expect: function failed
# expect: train failed
# A tensor of 10**11 values that takes four bytes, and a list of a million.
def function(t, params):
    return torch.zeros(1).expand(10**11)


def train(params, epochs, tolerance=None):
    return [0.0] * 1_000_000
