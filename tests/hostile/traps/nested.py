# expect: function failed
# expect: mse failed
# A list that holds itself, and one that is nested a thousand deep.
def function(t, params):
    itself = []
    itself.append(itself)
    return itself


def mse(preds, targets):
    deep = []
    for _ in range(1000):
        deep = [deep]
    return deep
