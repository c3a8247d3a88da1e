class Polynomial:
    """A polynomial with its highest power first."""

    def __init__(self, coefficients):
        self.coefficients = list(coefficients)

    @property
    def degree(self):
        return len(self.coefficients) - 1

    def __call__(self, x):
        return sum(c * x ** (self.degree - i) for i, c in enumerate(self.coefficients))


def function(t, params):
    return Polynomial(params)(t)
