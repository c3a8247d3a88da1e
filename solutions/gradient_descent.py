"""Fit a parabola by gradient descent in four stages: initialize, loss, step, stop.

Data and functions are those of the tutorial "Gradient Descent: Design Your First Machine Learning
Model"; `train` is our addition. Each function reads `time`, `speed` and `lr` from the namespace that it
is executed in, as it does in the notebook.
"""

import torch

# A generator of our own gives the numbers of `torch.manual_seed(2021)` and leaves the global seed alone.
_generator = torch.Generator().manual_seed(2021)

time = torch.arange(0, 20).float()
speed = torch.rand(20, generator=_generator) * 5 + 0.8 * (time - 7.5) ** 2 + 1
lr = 1e-5

# The tutorial shows one draw before it draws the parameters that it trains.
shown_params = torch.randn(3, generator=_generator).requires_grad_()
params = torch.randn(3, generator=_generator).requires_grad_()


def function(t: torch.Tensor, params: torch.Tensor) -> torch.Tensor:
    """Predict the speed at each time: a·t² + b·t + c.

    t: a tensor of any shape (in seconds).
    params: a tensor of three values, a, b and c, in this order.
    Returns a tensor of the shape of t, through which gradients reach params.
    Changes neither t nor params.
    """
    a, b, c = params
    return a * (t**2) + (b * t) + c


def mse(preds: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Measure how wrong the predictions are: the mean of the squared differences.

    preds, targets: two tensors of any shape, the same for both; the mean is over all differences.
    Returns a tensor with a single value and no dimension, through which gradients reach preds.
    Changes neither preds nor targets.
    """
    return ((preds - targets) ** 2).mean()


def apply_step(params: torch.Tensor, prn: bool = True) -> torch.Tensor:
    """Take one step of gradient descent: change params, in place, to lower the loss.

    params: the three values of function, a leaf tensor that requires gradients, and stays one.
    prn: print a line "RMSE: ..." with the root of the loss before the step; if False, print nothing.
    Returns the predictions for time that were made before the step.
    Uses the notebook's time, speed and lr, as they are when it is called. Clear the gradient before
        you return.
    """
    preds = function(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    if prn:
        print("RMSE:", loss.item() ** 0.5)
    return preds


def train(params: torch.Tensor, epochs: int, tolerance: float | None = None) -> list[float]:
    """Repeat apply_step until it is time to stop, and keep the RMSE of each step.

    params: as for apply_step. Nothing is printed.
    epochs: how many steps to take at most; with 0 the answer is an empty list.
    tolerance: if given, stop early, after the first step whose RMSE fell by less than this
        since the step before (a rise counts as such); that RMSE is the last in the list.
    Returns the RMSEs as a list of floats, each measured before its step.
    """
    rmses: list[float] = []
    for _ in range(epochs):
        preds = apply_step(params, prn=False)
        rmses.append(mse(preds, speed).item() ** 0.5)
        if tolerance is not None and len(rmses) > 1 and rmses[-2] - rmses[-1] < tolerance:
            break
    return rmses
