# expect: function failed
# expect: mse failed
# Tensors of other layouts.
def function(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).to_sparse()


def mse(preds, targets):
    return ((preds - targets) ** 2).mean().reshape(1, 1).to_sparse_csr()
