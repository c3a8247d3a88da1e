"""What right answers to the assignment beyond gradient descent do."""

from dataclasses import replace
from functools import partial
from typing import Any

import torch

from ..check import Answers, Check, Question, check
from ..comparison import Failure, agrees, alike, expect, part_of, returned
from ..draw import Draw, Inputs
from ..forms import Exercise
from ..looks import afterward, flat, flat_value
from ..probe import Probe
from ..values import show
from ..work import each_call, expect_work

Tensor = torch.Tensor


def column(draw: Draw, size: int = 5) -> Inputs:
    """Values of one scale, seven of a small one; the notebook's `time` has as many, so that using it instead shows."""
    values = draw.numbers(size, low=-4, high=4) / 10 if size == 7 else draw.numbers(size)
    return {"values": values, "time": draw.numbers(size, low=-5, high=15)}


def uneven(values: Tensor, **_: Any) -> bool:
    """Mean, median, middle of the range and spread cannot be mixed up."""
    middles = torch.stack([torch.zeros(()), values.mean(), values.median(), (values.min() + values.max()) / 2])
    return bool(middles.sort().values.diff().min() > 0.3) and values.unique().numel() == 5 and bool(values.std() > 1.5)


standardize = Exercise("standardize(values)", column, uneven, sizes=(2, 7, 20))


def equal_and_others(draw: Draw) -> list[Probe]:
    """Ask for a scale of equal values, for another, and for those of which the first is there twice."""
    others = standardize.telling_inputs(draw)[0]
    equal = draw.numbers(1, low=2, high=9).round().repeat(draw.whole(4, 9))
    first, *rest = others["values"].tolist()
    twice = [[first, first, *rest], [first, *rest, first]]
    asked = [equal, others["values"], *(torch.tensor(values) for values in draw.shuffled(twice))]
    return [standardize.probe(others | {"values": values}) for values in asked]


@check("standardize", 0.5, equal_and_others, size=lambda _: 1.0)
def turns_equal_values_into_zeros(question: Question, got: Answers, right: Answers) -> None:
    """turns values into zeros if they are all equal, and only then"""
    expect(returned(got[0][0]), returned(right[0][0]), 1.0, question.probes[0].said)
    expect_work(question, got, right)
    for probe, (call, *_) in zip(question.probes[2:], got[2:], strict=True):
        if agrees(returned(call).value, torch.zeros_like(probe.args["values"])):
            raise Failure(f"{probe.said} should not be zeros: some values are equal, and others are not.")


def rolling(draw: Draw, size: int = 3) -> Inputs:
    """A ball that rolls, with a learning rate and a beta; one begins at rest, and one does not move."""
    shape = (4, 5) if size == 20 else (size,)
    given: Inputs = {name: draw.numbers(*shape) for name in ("params", "velocity", "gradient")}
    lr, beta = (round(draw.numbers(1, low=low, high=high).item(), 2) for low, high in ((5, 8), (0.6, 0.8)))
    given |= {"lr": round(lr / 100, 3), "beta": round(beta, 1)}
    at_rest: dict[int, Inputs] = {2: {"velocity": torch.zeros(2)}, 7: {"lr": 0.0}}
    return given | at_rest.get(size, {})


momentum_step = Exercise("momentum_step(params, velocity, gradient, lr, beta)", rolling)


def balls(draw: Draw) -> list[Probe]:
    """Ask for a step of each of some balls."""
    return [
        momentum_step.probe(given) for given in momentum_step.telling_inputs(draw) + momentum_step.wide_inputs(draw)
    ]


LOOK = partial(afterward, "params")


@check("momentum_step", 1.5, balls, look=LOOK, shown="params")
def moves_by_the_velocity(question: Question, got: Answers, right: Answers) -> None:
    """subtracts lr times the new velocity from params, in place"""
    for number, _, probe, call, other in each_call(question, got, right):
        returned(call)
        start, params, velocity = probe.args["params"].double(), call.args["params"].value, call.args["velocity"].value
        # A velocity that is wrong costs its own check only: what counts here is the way from it to params.
        if all(isinstance(side, Tensor) and side.shape == start.shape for side in (params, velocity)):
            params, size = params.double(), start.abs() + velocity.abs() + 1
            if not agrees(params, start) and agrees(params, start - probe.args["lr"] * velocity, size):
                continue
        size = part_of(question.size(LOOK, number, 0), 0)
        expect(call.args["params"], other.args["params"], size, f"params after {probe.said}")


def fitting(draw: Draw, size: int = 20) -> Inputs:
    """Points around a parabola whose a, b and c are of different sizes, at times that are far enough apart."""
    t = params = torch.zeros(3)
    while len(t) != size or torch.linalg.cond(columns(t)) > 40:
        t = draw.numbers(size, low=-2, high=2)
    while torch.cat([params.abs(), torch.zeros(1)]).sort().values.diff().min() <= 0.4:
        params = draw.numbers(3, low=-4, high=4)
    targets = ((columns(t) @ params + draw.numbers(size, low=-1, high=1)) * 10).round() / 10
    if size == 7:  # far up, but for a point where both are 0
        t, targets = t - t[0], (targets * 100).round() * (torch.arange(size) > 0)
    around = {"time": draw.numbers(size, low=-2, high=2), "speed": draw.numbers(size, low=-4, high=4)}
    return {"t": t, "targets": targets, **around}


def columns(t: Tensor) -> Tensor:
    """What a, b and c are multiplied with."""
    return torch.stack([t * t, t, torch.ones_like(t)], dim=1)


def condition(probe: Probe) -> float:
    """How much precision gets lost by solving the normal equations in single precision, for targets of this size."""
    height = max(1.0, float(probe.args["targets"].abs().mean()) / 5)
    return height * float(torch.linalg.cond(columns(probe.args["t"])) ** 2)


least_squares = Exercise("least_squares(t, targets)", fitting, sizes=())


def of_any_number(draw: Draw) -> list[Probe]:
    """Ask about some points, about the same ones given twice, and about other numbers of them."""
    given = least_squares.telling_inputs(draw)
    twice = {name: value.repeat_interleave(2) for name, value in given[0].items()}
    others = replace(least_squares, sizes=(3, 7)).wide_inputs(draw)
    return [least_squares.probe(inputs) for inputs in (given[0], twice, given[1], *others)]


@check("least_squares", 0.5, of_any_number, look=flat_value, size=condition)
def takes_any_number_of_points(question: Question, got: Answers, right: Answers) -> None:
    """takes any number of points, and finds the same parabola when each counts twice"""
    expect_work(question, got, right)
    found, best = ([flat(returned(call)) for call, *_ in side] for side in (got, right))
    sizes = [condition(probe) for probe in question.probes]
    if not alike(found[0], found[1], sizes[0]):
        raise Failure(f"It finds {show(found[0])}, and when each of the points counts twice, {show(found[1])}.")
    if alike(found[0], best[0], sizes[0]):  # Where it is wrong for twenty points, another check says so.
        for probe, value, wanted, size in zip(question.probes, found, best, sizes, strict=True):
            expect(value, wanted, size, f"{probe.said}, {len(probe.args['t'])} points,")


CHECKS: list[Check] = [
    standardize.value(2.0, "gives the values a mean of 0 and a sample standard deviation of 1"),
    turns_equal_values_into_zeros,
    standardize.untouched(0.5, "does its work without changing the values that it was given"),
    momentum_step.after(1.5, "makes the velocity, in place, beta times itself plus the gradient", "velocity"),
    moves_by_the_velocity,
    momentum_step.still_a_leaf(0.5, "also moves params that require gradients, and keeps it that way", "params", True),
    momentum_step.untouched(0.5, "takes its step without changing the gradient", "gradient"),
    least_squares.value(2.0, "finds a, b and c with the smallest mean squared error", size=condition, flat=True),
    takes_any_number_of_points,
    least_squares.form(0.25, "returns a tensor of one dimension"),
    least_squares.untouched(0.25, "does its work without changing t or targets"),
]
SIGN, SAME = "a spread has no sign, nor has zero", "it does the same"
EQUAL = "by chance: of two columns that are alike, either will do"
NOTES = {
    "standardize: spread = values.std()": "either line comes first",
    "standardize: spread = (-values).std()": SIGN,
    "standardize: return centered / spread if spread > 0 else torch.zeros_like(-values)": SIGN,
    "momentum_step: params.data = params.data - lr * velocity": "the same tensor",
    "least_squares: return torch.linalg.lstsq(columns, targets.unsqueeze(1)).solution.squeeze(-1)": SAME,
    "least_squares: return torch.linalg.lstsq(columns, targets.unsqueeze(-1)).solution.squeeze(1)": SAME,
    "least_squares: columns = torch.stack([t * t, t, torch.ones_like(t)], dim=-1)": SAME,
    "least_squares: columns = torch.stack([t * t, t, torch.ones_like(-t)], dim=1)": SAME,
    "least_squares: columns = torch.stack([t, t, torch.ones_like(t)], dim=1)": EQUAL,
    "least_squares: columns = torch.stack([t + t, t, torch.ones_like(t)], dim=1)": EQUAL,
    "least_squares: columns = torch.stack([t / t, t, torch.ones_like(t)], dim=1)": EQUAL,
}
