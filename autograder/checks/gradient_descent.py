"""What right answers to the gradient descent assignment do. Tolerances follow the size of the terms summed."""

import functools
import math
import re

import torch

from ..answer import Call, Value
from ..check import Ask, Check, Draw, Failure, Probe, agrees, article, check, expect, returned, show

Tensor = torch.Tensor


def terms(t: Tensor, params: Tensor) -> Tensor:
    """Size of the terms of a·t² + b·t + c."""
    a, b, c = params.abs().double()
    return a * t.double() ** 2 + b * t.double().abs() + c


def predicting(t: Tensor, params: Tensor, around: Tensor) -> Probe:
    """Ask function for t; the notebook's `time` has the same shape, so that using it instead shows."""
    args = {"t": t, "params": params}
    return Probe([("function", ["t", "params"])], args, ("params",), {"time": around})


@check("function", 1.5)
def follows_the_formula(ask: Ask, draw: Draw) -> None:
    """computes a·t² + b·t + c"""
    t, params, around = draw.numbers(3), draw.numbers(3), draw.numbers(3)
    (got,), (wanted,) = ask(predicting(t, params, around))
    expect(returned(got), returned(wanted), terms(t, params), f"function({show(t)}, {show(params)})")


@check("function", 0.5)
def takes_any_shape(ask: Ask, draw: Draw) -> None:
    """takes times of any shape, and returns a prediction for each"""
    t, params, around = draw.numbers(2, 3), draw.numbers(3), draw.numbers(2, 3)
    (got,), (wanted,) = ask(predicting(t, params, around))
    expect(returned(got), returned(wanted), terms(t, params), f"function({show(t)}, {show(params)})")


@check("function", 0.5)
def carries_gradients_to_params(ask: Ask, draw: Draw) -> None:
    """lets gradients reach params"""
    t, params, weights = draw.numbers(4), draw.numbers(3), draw.numbers(4)
    probe = predicting(t, params, draw.numbers(4))
    probe.args["weights"] = weights
    probe.calls.append(("backward", ["weights"]))
    got, wanted = ask(probe)
    reaches(got, wanted, "params", terms(t, torch.ones(3)).sum() * 5)


@check("function", 0.5)
def leaves_its_arguments_alone(ask: Ask, draw: Draw) -> None:
    """changes neither t nor params"""
    t, params = draw.numbers(3), draw.numbers(3)
    probe = predicting(t, params, t)
    probe.leaves = ()
    (got,), (wanted,) = ask(probe)
    unchanged(got, wanted, "t", "params")


def measuring(preds: Tensor, targets: Tensor) -> Probe:
    """Ask mse."""
    args = {"preds": preds, "targets": targets}
    return Probe([("mse", ["preds", "targets"])], args, ("preds",))


def squares(preds: Tensor, targets: Tensor) -> Tensor:
    """Size of the terms of the mean squared error."""
    return ((preds.double().abs() + targets.double().abs()) ** 2).mean()


@check("mse", 1.5)
def averages_the_squared_errors(ask: Ask, draw: Draw) -> None:
    """averages the squared errors"""
    preds, targets = draw.numbers(3), draw.numbers(3)
    (got,), (wanted,) = ask(measuring(preds, targets))
    expect(returned(got), returned(wanted), squares(preds, targets), f"mse({show(preds)}, {show(targets)})")


@check("mse", 0.5)
def averages_over_everything(ask: Ask, draw: Draw) -> None:
    """averages over all errors, whatever the shape"""
    preds, targets = draw.numbers(2, 3), draw.numbers(2, 3)
    (got,), (wanted,) = ask(measuring(preds, targets))
    expect(returned(got), returned(wanted), squares(preds, targets), f"mse({show(preds)}, {show(targets)})")


@check("mse", 0.5)
def carries_gradients_to_preds(ask: Ask, draw: Draw) -> None:
    """lets gradients reach the predictions"""
    preds, targets = draw.numbers(4), draw.numbers(4)
    probe = measuring(preds, targets)
    probe.args["weights"] = torch.tensor(1.0)
    probe.calls.append(("backward", ["weights"]))
    got, wanted = ask(probe)
    reaches(got, wanted, "preds", preds.abs() + targets.abs())


@check("mse", 0.5)
def leaves_preds_and_targets_alone(ask: Ask, draw: Draw) -> None:
    """changes neither predictions nor targets"""
    probe = measuring(draw.numbers(3), draw.numbers(3))
    probe.leaves = ()
    (got,), (wanted,) = ask(probe)
    unchanged(got, wanted, "preds", "targets")


class Descent:
    """A small problem of its own: times, speeds, a start, and a learning rate that converges."""

    @classmethod
    @functools.lru_cache(maxsize=8)
    def of(cls, draw: Draw) -> "Descent":
        """The problem of a draw, which all checks of an exercise share."""
        return cls(draw)

    def __init__(self, draw: Draw) -> None:
        self.time = torch.arange(8) / 2 + draw.numbers(1, low=0.3, high=1.5)
        self.speed, self.start = draw.numbers(8, low=10, high=30), draw.numbers(3)
        self.lr = float(f"{0.2 / (self.time**4).mean().item():.1e}")
        errors = terms(self.time, self.start) + self.speed
        powers = torch.stack([self.time**2, self.time, torch.ones(8)]).double()
        self.params_size = self.start.abs() + self.lr * 2 * (powers * errors).mean(1)
        self.preds_size = terms(self.time, self.params_size)
        self.rmse_size = errors.pow(2).mean() / self.speed.mean()

    def probe(self, calls: list[tuple[str, list[str]]], **args: object) -> Probe:
        """Ask with this problem's data as the notebook's."""
        data = {"time": self.time, "speed": self.speed, "lr": self.lr}
        return Probe(calls, {"params": self.start, **args}, ("params",), data)

    def steps(self, count: int, printing: bool = False) -> Probe:
        """Ask for some steps in a row on the same params."""
        return self.probe([("apply_step", ["params", "prn"])] * count, prn=printing)

    def __str__(self) -> str:
        return f"params = {show(self.start)}, lr = {self.lr:g}"


def first_step(ask: Ask, descent: Descent) -> tuple[Call, Call]:
    """The first of ten steps."""
    got, wanted = ask(descent.steps(10))
    returned(got[0])
    return got[0], wanted[0]


@check("apply_step", 1.5)
def steps_downhill_in_place(ask: Ask, draw: Draw) -> None:
    """moves params, in place, one step against the gradient"""
    descent = Descent.of(draw)
    got, wanted = first_step(ask, descent)
    one, other = got.args["params"], wanted.args["params"]
    expect(one, other, descent.params_size, f"params after a step from {descent}")
    # Of those that move nothing, some work on a copy, and some clear the gradient before they use it.
    if agrees(other.value, descent.start, 0) and (one.grad is None) != (other.grad is None):
        raise Failure("params did not move.")


@check("apply_step", 1.0)
def returns_the_predictions(ask: Ask, draw: Draw) -> None:
    """returns the predictions that were made before the step"""
    descent = Descent.of(draw)
    got, wanted = first_step(ask, descent)
    what = f"what apply_step returns for {descent}"
    expect(returned(got), returned(wanted), descent.preds_size, what)


@check("apply_step", 1.0)
def repeats_well(ask: Ask, draw: Draw) -> None:
    """takes ten steps in a row, each as good as the first"""
    descent = Descent.of(draw)
    got, wanted = ask(descent.steps(10))
    for number, (one, other) in enumerate(zip(got, wanted, strict=False), start=1):
        returned(one)
        expect(one.args["params"], other.args["params"], descent.params_size * 10, f"params after step {number}")


@check("apply_step", 0.5)
def keeps_params_a_leaf(ask: Ask, draw: Draw) -> None:
    """leaves params a leaf tensor that requires gradients"""
    got, wanted = first_step(ask, Descent.of(draw))
    one, other = got.args["params"], wanted.args["params"]
    if (one.leaf, one.requires_grad) != (other.leaf, other.requires_grad):
        raise Failure(f"params came back {flags(one.leaf, one.requires_grad)}, not as it was given.")


def flags(leaf: bool, requires_grad: bool) -> str:
    """Say what a tensor is to autograd."""
    return f"{'as a leaf' if leaf else 'as no leaf'} that {'requires' if requires_grad else 'does not require'} gradients"


@check("apply_step", 0.5)
def clears_the_gradient(ask: Ask, draw: Draw) -> None:
    """clears the gradient before it returns"""
    got, wanted = first_step(ask, Descent.of(draw))
    one, other = got.args["params"].grad, wanted.args["params"].grad
    if is_clear(one) != is_clear(other):
        raise Failure(f"After the step params.grad is {show(one)}, and should be None or zeros.")


def is_clear(grad: Tensor | None) -> bool:
    """Tell whether nothing is left in a gradient."""
    return grad is None or not bool(grad.any())


@check("apply_step", 0.25)
def prints_the_rmse(ask: Ask, draw: Draw) -> None:
    """prints a line "RMSE: ..." when prn is true"""
    descent = Descent.of(draw)
    (got,), (wanted,) = ask(descent.steps(1, printing=True))
    returned(got)
    one, other = printed_rmse(got), printed_rmse(wanted)
    if other is None or one is None:
        if one is not other or bool(got.printed.strip()) != bool(wanted.printed.strip()):
            raise Failure(f"It should print a line like {wanted.printed.strip()!r}, and prints {got.printed[:80]!r}.")
    elif not abs(one - other) <= 0.0051 + 1e-5 * float(descent.rmse_size):
        raise Failure(f"The line should say {other:.2f}, the root of the loss before the step, and says {one:.2f}.")


def printed_rmse(call: Call) -> float | None:
    """Find the number in the line that starts with RMSE."""
    found = re.search(r"^[ \t]*RMSE[ \t]*[:=]?[^\d\n]{0,20}?(-?\d{1,12}\.\d{2,})", call.printed, re.MULTILINE)
    return float(found[1][:30]) if found else None


@check("apply_step", 0.25)
def is_silent_if_told(ask: Ask, draw: Draw) -> None:
    """prints no RMSE when prn is false"""
    got, wanted = first_step(ask, Descent.of(draw))
    if ("RMSE" in got.printed) != ("RMSE" in wanted.printed):
        raise Failure(f"With prn=False it should print nothing, and prints {got.printed[:80]!r}.")


def training(descent: Descent, epochs: int, tolerance: float | None = None) -> Probe:
    """Ask train."""
    calls = [("train", ["params", "epochs", "tolerance"])]
    return descent.probe(calls, epochs=epochs, tolerance=tolerance)


def same_rmses(got: Call, wanted: Call, descent: Descent, what: str) -> None:
    """Expect a list of the same numbers."""
    one, other = returned(got), returned(wanted)
    if one.type != other.type:
        raise Failure(f"{what} should be {article(other.type)}, and is {article(one.type)}.")
    if other.type != "list":
        return expect(one, other, descent.rmse_size, what)
    if not (set(one.items) <= {"float", "float64", "int"} or one.items == other.items):
        raise Failure(f"{what} should hold plain numbers, and holds values of type {' and '.join(one.items)}.")
    if len(one.value) != len(other.value):
        raise Failure(f"{what} should have {len(other.value)} values, and has {len(one.value)}: {show(one.value)}.")
    return expect(numbers(one), numbers(other), descent.rmse_size, what)


def numbers(value: Value) -> Value:
    """Turn a list of plain numbers into a tensor; what is no number becomes NaN."""
    plain = [item if isinstance(item, int | float) else math.nan for item in value.value]
    return Value("Tensor", torch.tensor(plain, dtype=torch.float64))


@check("train", 1.0)
def returns_each_rmse(ask: Ask, draw: Draw) -> None:
    """returns the RMSE before each of its steps"""
    descent = Descent.of(draw)
    (got,), (wanted,) = ask(training(descent, 5))
    same_rmses(got, wanted, descent, f"train(params, 5) for {descent}")


@check("train", 0.5)
def trains_params(ask: Ask, draw: Draw) -> None:
    """leaves params where that many steps lead"""
    descent = Descent.of(draw)
    (got,), (wanted,) = ask(training(descent, 5))
    returned(got)
    what = f"params after train(params, 5) for {descent}"
    expect(got.args["params"], wanted.args["params"], descent.params_size * 5, what)


@check("train", 1.0)
def stops_when_it_gains_too_little(ask: Ask, draw: Draw) -> None:
    """stops as soon as a step gained less than the tolerance"""
    descent = Descent.of(draw)
    full = ask.reference(training(descent, 8))[0].value
    assert full is not None
    gains = [before - after for before, after in zip(full.value, full.value[1:], strict=False)]
    asked = [float(f"{tolerance:.2g}") for tolerance in ((gains[2] + gains[3]) / 2, full.value[0] * 2)]
    answers = [ask(training(descent, 8, tolerance)) for tolerance in asked]
    for tolerance, ((got,), (wanted,)) in zip(asked, answers, strict=True):
        same_rmses(got, wanted, descent, f"train(params, 8, tolerance={tolerance:g}) for {descent}")


@check("train", 0.25)
def is_silent(ask: Ask, draw: Draw) -> None:
    """prints no RMSE"""
    (got,), (wanted,) = ask(training(Descent.of(draw), 5))
    returned(got)
    if ("RMSE" in got.printed) != ("RMSE" in wanted.printed):
        raise Failure(f"It should print nothing, and prints {got.printed[:80]!r}.")


@check("train", 0.25)
def does_nothing_for_no_epochs(ask: Ask, draw: Draw) -> None:
    """returns an empty list, and leaves params alone, for no epochs"""
    descent = Descent.of(draw)
    (got,), (wanted,) = ask(training(descent, 0))
    same_rmses(got, wanted, descent, "train(params, 0)")
    expect(got.args["params"], wanted.args["params"], 1e-6, "params after train(params, 0)")


def reaches(got: list[Call], wanted: list[Call], name: str, size: Tensor) -> None:
    """Expect the gradient of an argument after `backward`."""
    for call in got:
        returned(call)
    if shape(got[0]) != shape(wanted[0]):
        raise Failure(f"The result should have the shape {shape(wanted[0])}, and has {shape(got[0])}.")
    one, other = got[-1].args[name].grad, wanted[-1].args[name].grad
    if (one is None) != (other is None):
        raise Failure(f"No gradient reaches {name}: the way back is cut.")
    expect(Value("Tensor", one), Value("Tensor", other), size, f"the gradient of {name}")


def shape(call: Call) -> tuple[int, ...] | None:
    """The shape of what a call returned; None if that is no tensor."""
    value = returned(call).value
    return tuple(value.shape) if isinstance(value, torch.Tensor) else None


def unchanged(got: Call, wanted: Call, *names: str) -> None:
    """Expect arguments to be afterwards what the reference leaves."""
    returned(got)
    for name in names:
        expect(got.args[name], wanted.args[name], 0.0, f"{name} afterwards")


CHECKS: list[Check] = [item for item in list(globals().values()) if isinstance(item, Check)]
