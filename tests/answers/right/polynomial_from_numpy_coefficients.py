import numpy as np

def function(t, params):
    # numpy only for the exponents; the computation stays in torch
    exponents = np.arange(3)[::-1].tolist()
    return torch.stack([p * t ** e for p, e in zip(params, exponents)]).sum(dim=0)
