"""Long runs of gradient descent on the book's data, in float64, and what they could reach at best.

The loss of a parabola's fit is a bowl in (a, b, c). Its gradient is the Hessian times the way from the
bottom, which makes a run of 300 000 steps a matter of a second.
"""

import numpy as np
import torch
from myst_nb import glue

from solutions import gradient_descent as reference

TIME, SPEED = reference.time.double(), reference.speed.double()
STANDARDIZED = (TIME - TIME.mean()) / TIME.std()
START = reference.params.detach().double().numpy()


def terms(time: torch.Tensor = TIME) -> np.ndarray:
    """What a, b and c are multiplied with, a row for each measurement."""
    return torch.stack([time**2, time, torch.ones_like(time)], dim=1).numpy()


def hessian(time: torch.Tensor = TIME) -> np.ndarray:
    """How the loss curves in each direction; the same everywhere in the bowl."""
    return 2 * terms(time).T @ terms(time) / len(time)


def bottom(time: torch.Tensor = TIME) -> np.ndarray:
    """The best parameters that there are, by least squares."""
    return np.linalg.lstsq(terms(time), SPEED.numpy())[0]


def losses(points: np.ndarray, time: torch.Tensor = TIME) -> np.ndarray:
    """The loss at each point (..., 3) of the bowl."""
    return ((points @ terms(time).T - SPEED.numpy()) ** 2).mean(-1)


def rmse(points: np.ndarray, time: torch.Tensor = TIME) -> np.ndarray:
    """The root of the loss at each point of the bowl."""
    return np.sqrt(losses(points, time))


def path(lr: float, steps: int, time: torch.Tensor = TIME) -> np.ndarray:
    """The points that gradient descent visits from the book's start, with the start: steps + 1 rows.

    Along each axis of the bowl a step leaves a fixed factor of the distance from the bottom.
    """
    curvatures, axes = np.linalg.eigh(hessian(time))
    left = (1 - lr * curvatures) ** np.arange(steps + 1)[:, None]
    return bottom(time) + left * (axes.T @ (START - bottom(time))) @ axes.T


def optimize(make, steps: int, time: torch.Tensor = TIME) -> np.ndarray:
    """Let one of torch's optimizers, made by make([params]), fit the parabola; give the points that it visits."""
    params = torch.tensor(START, requires_grad=True)
    curvature, best = torch.as_tensor(hessian(time)), torch.as_tensor(bottom(time))
    optimizer, points = make([params]), [START]
    for _ in range(steps):
        params.grad = curvature @ (params.detach() - best)
        optimizer.step()
        points.append(params.detach().numpy().copy())
    return np.array(points)


def first_below(rmses: np.ndarray, goal: float) -> int:
    """How many steps it took to come below the goal; that there are enough is asserted."""
    below = np.flatnonzero(rmses < goal)
    assert below.size, f"never below {goal}"
    return int(below[0])


def plain(number: float, digits: int = 0) -> str:
    """Write a number for reading: commas at the thousands, a true minus."""
    return f"{number:,.{digits}f}".replace("-", "\N{MINUS SIGN}")


def power(number: float) -> str:
    """Write a small number as it is typed in Python: 1e-5."""
    return f"{number:g}".replace("e-0", "e-")


def say(digits: int = 0, **numbers) -> None:
    """Make numbers known to the prose under their names, written out with so many digits."""
    for name, number in numbers.items():
        glue(name, plain(number, digits), display=False)
