# expect: apply_step failed
# Leaves an argument behind that is no longer what it was: of another shape, with a sparse gradient.
def apply_step(params, prn=True):
    params.data = torch.zeros(3, 100)
    params.grad = torch.sparse_coo_tensor([[0], [0]], [1.0], (3, 100))
    return params
