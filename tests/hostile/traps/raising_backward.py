# expect: mse failed 2.5
# The right value, whose backward raises something without a text.
class Unspeakable(Exception):
    def __str__(self):
        raise KeyboardInterrupt


class Trap(torch.autograd.Function):
    @staticmethod
    def forward(context, preds, targets):
        return ((preds - targets) ** 2).mean()

    @staticmethod
    def backward(context, grad):
        raise Unspeakable


def mse(preds, targets):
    return Trap.apply(preds, targets)
