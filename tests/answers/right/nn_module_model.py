from torch import nn

class Quadratic(nn.Module):
    def __init__(self, params):
        super().__init__()
        self.params = params

    def forward(self, t):
        a, b, c = self.params
        return a * t ** 2 + b * t + c

def function(t, params):
    return Quadratic(params)(t)
