"""Three ways out of a valley that is too long: another scale, a memory of the last steps, no steps at all."""

import torch


def standardize(values: torch.Tensor) -> torch.Tensor:
    """Put values on a scale with mean 0 and sample standard deviation 1.

    values: a tensor of one dimension, with at least two values.
    Returns a tensor of the same shape, in the same order. The sample standard deviation divides by
    one less than there are values, as torch does. Values that are all equal become zeros.
    Does not change values.
    """
    centered = values - values.mean()
    spread = values.std()
    return centered / spread if spread > 0 else torch.zeros_like(values)


def momentum_step(
    params: torch.Tensor,
    velocity: torch.Tensor,
    gradient: torch.Tensor,
    lr: float,
    beta: float,
) -> None:
    """Take one step with momentum, Polyak's heavy ball: change velocity, then params, both in place.

    The velocity becomes beta times itself plus the gradient. Then params loses lr times this new
    velocity. (torch.optim.SGD does it this way, too: nothing is multiplied by 1 - beta.)

    params, velocity, gradient: three tensors of one shape. params may be a leaf that requires
        gradients, and stays one.
    Returns nothing. Does not change gradient.
    """
    velocity.mul_(beta).add_(gradient)
    params.data -= lr * velocity


def least_squares(t: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Compute, without any steps, the parabola with the smallest mean squared error.

    t, targets: two tensors of one dimension with the same number of values, three or more.
    Returns a tensor of one dimension that holds a, b and c of the best a·t² + b·t + c, in this order.
    Changes neither t nor targets.
    """
    columns = torch.stack([t * t, t, torch.ones_like(t)], dim=1)
    return torch.linalg.lstsq(columns, targets.unsqueeze(1)).solution.squeeze(1)
