# Asks torch for more threads, then for an operation that would use them.
import torch

torch.set_num_threads(64)
try:
    torch.set_num_interop_threads(64)
except RuntimeError:
    pass
(torch.ones(2_000_000, requires_grad=True) * 2).sum().backward()
