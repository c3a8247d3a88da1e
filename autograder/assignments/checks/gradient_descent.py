"""What right answers to the gradient descent assignment do."""

from itertools import pairwise
from typing import Any

import torch

from solutions import gradient_descent as notebook

from ..check import Check
from ..draw import Draw, Inputs
from ..forms import Exercise
from ..probe import Probe

Tensor = torch.Tensor


def apart(least: float, *numbers: float) -> bool:
    """Tell whether no two of these numbers could be taken for each other."""
    return min(after - before for before, after in pairwise(sorted(numbers))) > least


def times(draw: Draw, *shape: int) -> Inputs:
    """Times and coefficients; the notebook's `time` has the same shape, so that using it instead shows."""
    shape = shape or (3,)
    return {"t": draw.numbers(*shape), "params": draw.numbers(3), "time": draw.numbers(*shape)}


def below_and_above_zero(t: Tensor, params: Tensor, **_: Any) -> bool:
    """There are times and predictions of both signs, and a, b and c are of different sizes, none of them near 1."""
    (a, b, c), moments = params.tolist(), t.flatten().tolist()
    both = all(min(ones) < -0.1 and max(ones) > 0.1 for ones in (moments, [a * x**2 + b * x + c for x in moments]))
    return both and apart(0.25, 1.0, abs(a), abs(b), abs(c))


function = Exercise("function(t, params)", times, below_and_above_zero, leaf="params")


def errors(draw: Draw, *shape: int) -> Inputs:
    """Predictions and targets; the notebook's `speed` has the same shape, so that using it instead shows."""
    preds, targets, others = (draw.numbers(*(shape or (3,))) for _ in range(3))
    return {"preds": preds, "targets": targets, "speed": others, "time": torch.arange(float(draw.whole(4, 9)))}


def of_both_signs(preds: Tensor, targets: Tensor, **_: Any) -> bool:
    """The errors have both signs and different sizes, none of them near 1."""
    found = (preds - targets).flatten().tolist()
    return min(found) < 0 < max(found) and apart(0.15, 0.0, 1.0, *map(abs, found))


mse = Exercise("mse(preds, targets)", errors, of_both_signs, leaf="preds")


def problem(draw: Draw, size: int = 0) -> Inputs:
    """A small problem of its own: times, speeds, a start, and a learning rate that converges."""
    size = size or draw.whole(6, 10)
    time = torch.arange(size) * 4 / size + draw.numbers(1, low=0.3, high=1.5)
    rate = 0.2 / (sum(t**4 + t**2 + 1 for t in time.tolist()) / size)
    data = {"time": time, "speed": draw.numbers(size, low=10, high=30), "lr": float(f"{rate:.2e}")}
    return {**data, "params": draw.numbers(3), "prn": False}


def rmses(time: Tensor, speed: Tensor, params: Tensor, lr: float, count: int) -> list[float]:
    """The RMSE before each of the first steps."""
    points, (a, b, c) = list(zip(time.tolist(), speed.tolist(), strict=True)), params.tolist()
    found, rate = list[float](), 2 * lr / len(points)
    for _ in range(count):
        misses = [(t, a * t * t + b * t + c - speed) for t, speed in points]
        found.append((sum(miss * miss for _, miss in misses) / len(points)) ** 0.5)
        a -= rate * sum(miss * t * t for t, miss in misses)
        b -= rate * sum(miss * t for t, miss in misses)
        c -= rate * sum(miss for _, miss in misses)
    return found


def nobody_is_right_by_chance(time: Tensor, speed: Tensor, params: Tensor, lr: float, **_: Any) -> bool:
    """Not in what is printed, not by a rate that is guessed, not in when to stop."""
    sinking, rising = rmses(time, speed, params, lr, 5), rmses(time, speed, params, lr * 10, 2)
    first, second, third, fourth = (before - after for before, after in pairwise(sinking))
    steady = first > second > third > 1.3 * fourth > 0.013 * sinking[0]
    decimals = abs(sinking[0] * 10 - round(sinking[0] * 10)) > 0.2
    return steady and decimals and f"{lr:.2e}"[3] != "0" and rising[1] > 1.2 * rising[0]


apply_step = Exercise("apply_step(params, prn)", problem, nobody_is_right_by_chance, leaf="params", sizes=(1, 3))


OWN = {"time": notebook.time, "speed": notebook.speed, "lr": notebook.lr}


def run(draw: Draw, size: int = 0) -> Inputs:
    """The same for some epochs, with three points uphill; the notebook's own params lie far up the steepest side."""
    given = problem(draw, size)
    given |= {"lr": given["lr"] * 10, "params": draw.numbers(3, low=-4.0, high=4.0)} if size == 3 else {}
    far = given["params"] * torch.tensor([100.0, 1.0, 1.0])
    return given | {"epochs": draw.whole(4, 9), "tolerance": None, "_params": far}


train = Exercise("train(params, epochs, tolerance)", run, nobody_is_right_by_chance, leaf="params", sizes=(1, 3))


def terms(probe: Probe) -> float:
    """The size of what is summed and subtracted on the way to an RMSE."""
    (a, b, c), t = probe.args["params"].abs(), probe.globals["time"]
    return float((a * t**2 + b * t + c).mean() + probe.globals["speed"].mean())


def too_fast(_: Draw, lr: float, **__: Any) -> float:
    """A learning rate at which the RMSE rises."""
    return lr * 10


def between_the_last_gains(_: Draw, time: Tensor, speed: Tensor, params: Tensor, lr: float, **__: Any) -> float:
    """A tolerance that the third gain reaches, and the fourth does not."""
    sinking = rmses(time, speed, params, lr, 5)
    return float(f"{(sinking[2] - sinking[4]) / 2:.2g}")


def beyond_all_gains(_: Draw, time: Tensor, speed: Tensor, params: Tensor, lr: float, **__: Any) -> float:
    """A tolerance that no gain reaches."""
    return float(f"{rmses(time, speed, params, lr, 1)[0] * 2:.2g}")


def some(low: int, high: int) -> Any:
    """A whole number that is drawn for each student."""
    return lambda draw, **_: draw.whole(low, high)


RISING = {"epochs": some(7, 10), "lr": too_fast}
CHECKS: list[Check] = [
    function.value(2.0, "computes a·t² + b·t + c"),
    function.any_shape(0.25, "takes times of any shape, and returns a prediction for each", single=True),
    function.gradient(0.5, "lets gradients reach params", of="params"),
    function.untouched(0.25, "changes neither t nor params"),
    mse.value(2.0, "averages the squared errors"),
    mse.any_shape(0.25, "treats errors of every shape alike"),
    mse.gradient(0.5, "lets gradients reach the predictions", of="preds"),
    mse.untouched(0.25, "changes neither predictions nor targets"),
    apply_step.after(1.5, "moves params, in place, one step against the gradient", "params"),
    apply_step.value(
        1.0, "returns the predictions that were made before the step", "apply_step(params, prn)", "apply_step(params)",
    ),
    apply_step.after(
        1.0, "takes steps in a row on the notebook's data, each as good as the first", "params", times=(4, 7), **OWN
    ),
    apply_step.still_a_leaf(0.5, "leaves params a leaf tensor that requires gradients", "params"),
    apply_step.cleared(0.5, "clears the gradient before it returns", "params"),
    apply_step.prints(
        0.25, 'prints a line "RMSE: ..." unless prn is false', "RMSE:", "apply_step(params)", "apply_step(params, prn)",
        prn=True,
    ),
    apply_step.silent(
        0.25, "prints no RMSE when prn is false", "RMSE", "apply_step(params, prn)", "apply_step(params, prn=prn)",
    ),
    train.value(
        0.75, "returns the RMSE before each of its steps", size=terms,
    ),
    train.after(0.5, "leaves params where that many steps lead", "params"),
    train.how_many(
        0.25, "takes all its steps if no tolerance is given, even while the RMSE rises", RISING, {},
        call="train(params, epochs)",
    ),
    train.silent(0.25, "prints no RMSE", "RMSE"),
    train.value(0.25, "returns an empty list, and leaves params alone, for zero epochs", also="params", epochs=0),
    train.how_many(
        0.75, "stops as soon as a step gained less than the tolerance",
        {"epochs": some(8, 12), "tolerance": between_the_last_gains},
        {"epochs": some(8, 12), "tolerance": beyond_all_gains},
    ),
    train.how_many(
        0.25, "stops when the RMSE rises, and with a tolerance of 0 only then",
        RISING | {"tolerance": 0.0}, RISING | {"tolerance": 0.1},
        {"epochs": some(4, 8), "lr": 0.0, "tolerance": 0.0}, also="params",
        call="train(params, epochs, tolerance=tolerance)",
    ),
]  # fmt: skip
SQUARE, CHANCE = (
    "the square of a difference is that of its opposite",
    "by chance: wrong numbers may stop at the right step",
)
NOTES = {
    "function: return a * (-t) ** 2 + b * t + c": "the square of -t is that of t",
    "mse: return ((targets - preds) ** 2).mean()": SQUARE,
    "apply_step: loss = mse(speed, preds)": SQUARE,
    "apply_step: params.data = params.data - lr * params.grad.data": "the same tensor",
    "apply_step: params.data -= lr * params.grad": "a gradient has no history",
    "apply_step: params.grad = None": "whether before or after the print cannot be seen",
    "apply_step: if -prn:": "the opposite of True counts as true",
    "apply_step: print('RMSE:', loss ** 0.5)": "a tensor prints its number",
    "train: if len(rmses) > 1 and tolerance is not None and (rmses[-2] - rmses[-1] < tolerance):": "either comes first",
    "train: rmses.append(mse(speed, preds).item() ** 0.5)": SQUARE,
    "train: rmses.append(mse(-preds, speed).item() ** 0.5)": CHANCE,
    "train: rmses.append(mse(preds, -speed).item() ** 0.5)": CHANCE,
}
