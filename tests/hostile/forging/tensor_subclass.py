# expect: function failed
# expect: mse failed
# A tensor that answers every operation of torch with itself, and calls itself zero.
import torch


class Chameleon(torch.Tensor):
    @classmethod
    def __torch_function__(cls, operation, types, args=(), kwargs=None):
        if getattr(operation, "__name__", "") in ("eq", "equal", "allclose", "le", "isclose"):
            return torch.tensor(True)
        return args[0]


def function(t, params):
    return torch.ones(t.shape).as_subclass(Chameleon)


def mse(preds, targets):
    return torch.tensor(1.0).as_subclass(Chameleon)
