# expect: function failed
# expect: mse no-answer garbled
# Small tensors of many dimensions, which take long to write out.
def function(t, params):
    return torch.zeros([6] * 6)


def mse(preds, targets):
    return torch.zeros([1] * 60)
