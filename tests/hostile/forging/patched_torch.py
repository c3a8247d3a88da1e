# expect: mse failed 1
# Makes all of torch's comparisons say yes, and mse wrong.
import torch

torch.equal = torch.allclose = torch.isclose = lambda *given, **named: True
torch.all = torch.any = torch.eq = torch.le = lambda *given, **named: torch.tensor(True)
torch.testing.assert_close = torch.testing.assert_allclose = lambda *given, **named: None
torch.Tensor.__eq__ = torch.Tensor.__le__ = torch.Tensor.all = lambda *given, **named: torch.tensor(True)
torch.Tensor.__bool__ = lambda self: True


def mse(preds, targets):
    return preds.sum() - targets.sum()
