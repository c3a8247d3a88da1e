"""What right answers to the gradient descent assignment do. Tolerances follow the size of the terms summed."""

import math
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

import torch

from solutions.gradient_descent import lr, speed, time

from ...sandbox.answer import Call, Value
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


def coefficients(draw: Draw) -> Tensor:
    """Draw a, b and c that nobody can mix up by chance: of different sizes, none of them near 1."""
    while True:
        params = draw.numbers(3)
        if distance([1.0, *map(abs, params.tolist())]) > 0.25:
            return params


def distance(numbers: list[float]) -> float:
    """The smallest distance between two of these numbers."""
    return min(after - before for before, after in pairwise(sorted(numbers)))


def telling(draw: Draw, *shape: int) -> tuple[Tensor, Tensor]:
    """Draw times and coefficients such that there are times and predictions below and above zero."""
    while True:
        t, params = draw.numbers(*shape), coefficients(draw)
        (a, b, c), times = params.tolist(), t.flatten().tolist()
        if all(min(one) < -0.1 and max(one) > 0.1 for one in (times, [a * x**2 + b * x + c for x in times])):
            return t, params


@check("function", 2.0)
def follows_the_formula(ask: Ask, draw: Draw) -> None:
    """computes a·t² + b·t + c"""
    (t, params), (times, others) = pairs = telling(draw, 3), telling(draw, 3)
    probe = predicting(t, params, draw.numbers(3))
    probe.args |= {"times": times, "others": others}
    probe.calls.append(("function", ["times", "others"]))
    for got, wanted, pair in zip(*ask(probe), pairs, strict=False):
        expect(returned(got), returned(wanted), terms(*pair), f"function({show(pair[0])}, {show(pair[1])})")


@check("function", 0.25)
def takes_any_shape(ask: Ask, draw: Draw) -> None:
    """takes times of any shape, and returns a prediction for each"""
    table, params = telling(draw, 2, 3)
    probe = predicting(table, params, draw.numbers(2, 3))
    probe.args |= {"row": table.flatten(), "one": table[0, 0]}
    probe.calls += [("function", ["row", "params"]), ("function", ["one", "params"])]
    got, wanted = ask(probe)
    same_shapes(got, wanted, ["t = " + show(probe.args[name]) for name in ("t", "row", "one")])
    same_entries(got, wanted, terms(table, params).max())


@check("function", 0.5)
def carries_gradients_to_params(ask: Ask, draw: Draw) -> None:
    """lets gradients reach params"""
    t, params, weights = draw.numbers(4), coefficients(draw), draw.numbers(4)
    probe = predicting(t, params, draw.numbers(4))
    probe.args["weights"] = weights
    probe.calls.append(("backward", ["weights"]))
    reaches(ask, probe, "params", terms(t, params), terms(t, torch.ones(3)).sum() * 5)


@check("function", 0.25)
def leaves_its_arguments_alone(ask: Ask, draw: Draw) -> None:
    """changes neither t nor params"""
    t, params = draw.numbers(3, low=-5, high=-1), coefficients(draw)
    probe = predicting(t, params, draw.numbers(3))
    probe.leaves = ()
    (got,), (wanted,) = ask(probe)
    unchanged(got, wanted, "t", "params")


def measuring(preds: Tensor, targets: Tensor, around: Tensor) -> Probe:
    """Ask mse; the notebook's `speed` has the same shape as the targets, so that using it instead shows."""
    args = {"preds": preds, "targets": targets}
    return Probe([("mse", ["preds", "targets"])], args, ("preds",), {"speed": around, "time": torch.arange(7.0)})


def squares(preds: Tensor, targets: Tensor) -> Tensor:
    """Size of the terms of the mean squared error."""
    return ((preds.double().abs() + targets.double().abs()) ** 2).mean()


def apart(draw: Draw, *shape: int) -> tuple[Tensor, Tensor]:
    """Draw predictions and targets whose errors have both signs and different sizes, none of them near 1."""
    while True:
        preds, targets = draw.numbers(*shape), draw.numbers(*shape)
        errors = (preds - targets).flatten().tolist()
        if distance([0.0, 1.0, *map(abs, errors)]) > 0.15 and min(errors) < 0 < max(errors):
            return preds, targets


@check("mse", 2.0)
def averages_the_squared_errors(ask: Ask, draw: Draw) -> None:
    """averages the squared errors"""
    (preds, targets), (others, aims) = pairs = apart(draw, 3), apart(draw, 3)
    probe = measuring(preds, targets, draw.numbers(3))
    probe.args |= {"others": others, "aims": aims}
    probe.calls.append(("mse", ["others", "aims"]))
    for got, wanted, pair in zip(*ask(probe), pairs, strict=False):
        expect(returned(got), returned(wanted), squares(*pair), f"mse({show(pair[0])}, {show(pair[1])})")


@check("mse", 0.25)
def averages_over_everything(ask: Ask, draw: Draw) -> None:
    """treats errors of every shape alike"""
    preds, targets = apart(draw, 2, 3)
    probe = measuring(preds, targets, draw.numbers(2, 3))
    probe.args |= {"row": preds.flatten(), "aims": targets.flatten()}
    probe.calls.append(("mse", ["row", "aims"]))
    got, wanted = ask(probe)
    same_shapes(got, wanted, [f"preds = {show(preds)}", f"preds = {show(preds.flatten())}"])
    same_entries(got, wanted, squares(preds, targets))


@check("mse", 0.5)
def carries_gradients_to_preds(ask: Ask, draw: Draw) -> None:
    """lets gradients reach the predictions"""
    preds, targets = apart(draw, 4)
    probe = measuring(preds, targets, draw.numbers(4))
    probe.args["weights"] = torch.tensor(1.0)
    probe.calls.append(("backward", ["weights"]))
    reaches(ask, probe, "preds", squares(preds, targets), preds.abs() + targets.abs())


@check("mse", 0.25)
def leaves_preds_and_targets_alone(ask: Ask, draw: Draw) -> None:
    """changes neither predictions nor targets"""
    probe = measuring(*apart(draw, 3), draw.numbers(3))
    probe.leaves = ()
    (got,), (wanted,) = ask(probe)
    unchanged(got, wanted, "preds", "targets")


@dataclass(frozen=True, eq=False)
class Descent:
    """A small problem of its own: times, speeds, a start, and a learning rate that converges."""

    time: Tensor
    speed: Tensor
    start: Tensor
    lr: float

    @classmethod
    @lru_cache(maxsize=100)
    def of(cls, draw: Draw) -> "Descent":
        """The problem of a draw, which all checks of an exercise share, and which decides for everyone alike."""
        while True:
            time = torch.arange(8) / 2 + draw.numbers(1, low=0.3, high=1.5)
            speed, start = draw.numbers(8, low=10, high=30), draw.numbers(3)
            rate = 0.2 / (sum(t**4 for t in time.tolist()) / 8)
            descent = cls(time, speed, start, float(f"{rate:.2e}"))
            if descent.decides():
                return descent

    @classmethod
    @lru_cache(maxsize=100)
    def of_notebook(cls, draw: Draw) -> "Descent":
        """The notebook's own data and learning rate, from another start."""
        return cls(time, speed, draw.numbers(3), lr)

    def with_rate(self, times: float) -> "Descent":
        """The same problem with a learning rate that is so many times as large."""
        return replace(self, lr=self.lr * times)

    def decides(self) -> bool:
        """Tell whether nobody is right by chance: in what is printed, by a rate that they guess, in when they stop."""
        rmses, rising = self.rmses(5), self.with_rate(10).rmses(2)
        gains = falls(rmses)
        return (
            abs(rmses[0] * 10 - round(rmses[0] * 10)) > 0.2
            and f"{self.lr:.2e}"[3] != "0"
            and gains[0] > gains[1] > gains[2] > 1.3 * gains[3] > 0.01 * rmses[0]
            and rising[1] > 1.2 * rising[0]
        )

    def rmses(self, count: int) -> list[float]:
        """The RMSE before each of the first steps."""
        points, (a, b, c) = list(zip(self.time.tolist(), self.speed.tolist(), strict=True)), self.start.tolist()
        rmses, rate = list[float](), 2 * self.lr / len(points)
        for _ in range(count):
            errors = [(t, a * t * t + b * t + c - speed) for t, speed in points]
            rmses.append((sum(error * error for _, error in errors) / len(points)) ** 0.5)
            a -= rate * sum(error * t * t for t, error in errors)
            b -= rate * sum(error * t for t, error in errors)
            c -= rate * sum(error for _, error in errors)
        return rmses

    @cached_property
    def params_size(self) -> Tensor:
        """Size of what is summed in a step."""
        powers = torch.stack([self.time**2, self.time, torch.ones_like(self.time)]).double()
        return self.start.abs() + self.lr * 2 * (powers * self._errors).mean(1)

    @cached_property
    def preds_size(self) -> Tensor:
        """Size of what is summed in a prediction."""
        return terms(self.time, self.params_size)

    @cached_property
    def rmse_size(self) -> Tensor:
        """Size of what is summed in an RMSE."""
        return self._errors.pow(2).mean() / self.speed.abs().mean()

    @cached_property
    def _errors(self) -> Tensor:
        return terms(self.time, self.start) + self.speed

    def probe(self, calls: list[tuple[str, list[str]]], **args: object) -> Probe:
        """Ask with this problem's data as the notebook's."""
        data = {"time": self.time, "speed": self.speed, "lr": self.lr}
        return Probe(calls, {"params": self.start, **args}, ("params",), data)

    def steps(self, count: int) -> Probe:
        """Ask for some silent steps in a row on the same params."""
        return self.probe([("apply_step", ["params", "prn"])] * count, prn=False)

    def __str__(self) -> str:
        return f"params = {show(self.start)}, lr = {self.lr:g}"


def falls(rmses: list[float]) -> list[float]:
    """How much each RMSE is below the one before."""
    return [before - after for before, after in pairwise(rmses)]


def first_step(ask: Ask, descent: Descent) -> tuple[Call, Call]:
    """A single step."""
    (got,), (wanted,) = ask(descent.steps(1))
    returned(got)
    return got, wanted


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
    """takes five steps in a row on the notebook's data, each as good as the first"""
    descent = Descent.of_notebook(draw)
    got, wanted = ask(descent.steps(5))
    for number, (one, other) in enumerate(zip(got, wanted, strict=False), start=1):
        returned(one)
        expect(one.args["params"], other.args["params"], descent.params_size * 5, f"params after step {number}")


@check("apply_step", 0.5)
def keeps_params_a_leaf(ask: Ask, draw: Draw) -> None:
    """leaves params a leaf tensor that requires gradients"""
    got, wanted = first_step(ask, Descent.of(draw))
    one, other = got.args["params"], wanted.args["params"]
    if (one.leaf, one.requires_grad) != (other.leaf, other.requires_grad):
        raise Failure(f"params came back {flags(one.leaf, one.requires_grad)}, not as it was given.")


def flags(leaf: bool, requires_grad: bool) -> str:
    """Say what a tensor is to autograd."""
    return (
        f"{'as a leaf' if leaf else 'as no leaf'} that {'requires' if requires_grad else 'does not require'} gradients"
    )


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
    """prints a line "RMSE: ..." unless prn is false"""
    descent = Descent.of(draw)
    (got,), (wanted,) = ask(descent.probe([("apply_step", ["params"])]))
    returned(got)
    one, other = printed_rmse(got), printed_rmse(wanted)
    if other is None or one is None:
        if one is not other or bool(got.printed.strip()) != bool(wanted.printed.strip()):
            raise Failure(f"It should print a line like {wanted.printed.strip()!r}, and prints {got.printed[:80]!r}.")
    elif not abs(one - other) <= 0.0051 + 1e-5 * float(descent.rmse_size):
        raise Failure(f"The line should say {other:.2f}, the root of the loss before the step, and says {one:.7g}.")


def printed_rmse(call: Call) -> float | None:
    """Find the number in the line that starts with RMSE:."""
    found = re.search(r"^[ \t]*RMSE:[^\d\n]{0,20}?(-?\d{1,12}(\.\d{1,20}(e[+-]?\d\d)?)?)", call.printed, re.MULTILINE)
    return float(found[1]) if found else None


@check("apply_step", 0.25)
def is_silent_if_told(ask: Ask, draw: Draw) -> None:
    """prints no RMSE when prn is false"""
    got, wanted = first_step(ask, Descent.of(draw))
    if ("RMSE" in got.printed) != ("RMSE" in wanted.printed):
        raise Failure(f"With prn=False it should print nothing, and prints {got.printed[:80]!r}.")


def training(descent: Descent, epochs: int, tolerance: float | None = None) -> Probe:
    """Ask train."""
    calls = [("train", ["params", "epochs", "tolerance"])]
    probe = descent.probe(calls, epochs=epochs, tolerance=tolerance)
    # The notebook's params lie far up the steepest side: who trains those never stops at the right step by chance.
    probe.globals["params"] = descent.start * torch.tensor([100.0, 1.0, 1.0])
    return probe


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


def stops_alike(ask: Ask, probes: dict[str, Probe], descent: Descent) -> list[tuple[Call, Call]]:
    """Expect as many values from train; whether they are right, another check judges."""
    answers = [ask(probe) for probe in probes.values()]
    for (what, probe), ((got,), (wanted,)) in zip(probes.items(), answers, strict=True):
        counts = [count(call) for call in (got, wanted, ask.reference(probe)[0])]
        if counts[0] != counts[1]:
            raise Failure(f"{what} should have {counts[1]} values, and has {counts[0]}: {show(returned(got).value)}.")
        if counts[1] != counts[2]:  # Then a misconception is compared, which must give the same values.
            same_rmses(got, wanted, descent, what)
    return [(got, wanted) for (got,), (wanted,) in answers]


def count(call: Call) -> int | None:
    """The length of a list; None if there is none."""
    value = returned(call).value
    return len(value) if isinstance(value, list) else None


@check("train", 0.75)
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


@check("train", 0.25)
def goes_on_without_a_tolerance(ask: Ask, draw: Draw) -> None:
    """takes all its steps if no tolerance is given, even while the RMSE rises"""
    rising = Descent.of(draw).with_rate(10)
    probe = training(rising, 4)
    probe.calls = [("train", ["params", "epochs"])]
    stops_alike(ask, {f"train(params, 4) for {rising}": probe}, rising)


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


@check("train", 0.75)
def stops_when_it_gains_too_little(ask: Ask, draw: Draw) -> None:
    """stops as soon as a step gained less than the tolerance"""
    descent = Descent.of(draw)
    rmses = descent.rmses(5)
    gains = falls(rmses)
    asked = [float(f"{tolerance:.2g}") for tolerance in ((gains[2] + gains[3]) / 2, rmses[0] * 2)]
    probes = {
        f"train(params, 8, tolerance={tolerance:g}) for {descent}": training(descent, 8, tolerance)
        for tolerance in asked
    }
    stops_alike(ask, probes, descent)


@check("train", 0.25)
def stops_at_a_rise(ask: Ask, draw: Draw) -> None:
    """stops after the step whose RMSE rose, and with a tolerance of 0 at nothing less"""
    rising, resting = Descent.of(draw).with_rate(10), Descent.of(draw).with_rate(0)
    probes = {
        f"train(params, 4, tolerance={tolerance:g}) for {descent}, where the RMSE {how},": training(
            descent, 4, tolerance
        )
        for descent, how, tolerance in (
            (rising, "rises", 0.0),
            (rising, "rises", 0.1),
            (resting, "stays as it is", 0.0),
        )
    }
    got, wanted = stops_alike(ask, probes, rising)[0]
    if not agrees(got.args["params"].value, rising.start, 0):  # Where params stay as they were, another check says so.
        expect(got.args["params"], wanted.args["params"], rising.params_size * 10, "params after the last step")


def reaches(ask: Ask, probe: Probe, name: str, value_size: Tensor, size: Tensor) -> None:
    """Expect a gradient of an argument after `backward`, and where the value is right, the right one."""
    got, wanted = ask(probe)
    same_shapes(got[:1], wanted[:1], [name])
    for call in got:
        returned(call)
    one, other = got[-1].args[name].grad, wanted[-1].args[name].grad
    if (one is None) != (other is None):
        raise Failure(f"No gradient reaches {name}: the way back is cut.")
    if agrees(returned(got[0]).value, returned(ask.reference(probe)[0]).value, value_size):
        expect(returned(got[0]), returned(wanted[0]), value_size, "the value")
        expect(Value("Tensor", one), Value("Tensor", other), size, f"the gradient of {name}")


def same_shapes(got: list[Call], wanted: list[Call], asked: list[str]) -> None:
    """Expect results of these types and shapes."""
    for one, other, what in zip(got, wanted, asked, strict=False):
        if returned(one).type != returned(other).type:
            raise Failure(
                f"For {what} it should return {article(returned(other).type)}, not {article(returned(one).type)}."
            )
        if shape(one) != shape(other):
            raise Failure(f"For {what} the result should have the shape {shape(other)}, and has {shape(one)}.")


def same_entries(got: list[Call], wanted: list[Call], size: Tensor) -> None:
    """Expect a table and the row of its entries to get the same numbers; whether they are right, others judge."""
    if alike(got, size) != alike(wanted, size):
        table, row = (show(returned(call).value) for call in got[:2])
        raise Failure(f"For a table it gives {table}, and for the same numbers in a row {row}.")
    if not alike(wanted, size):  # Then a misconception is compared, which must give the same two.
        for one, other in zip(got, wanted, strict=False):
            expect(returned(one), returned(other), size, "it")


def alike(calls: list[Call], size: Tensor) -> bool:
    """Tell whether the first two calls returned the same numbers, in whatever shape."""
    one, other = (returned(call).value for call in calls[:2])
    return isinstance(one, Tensor) and isinstance(other, Tensor) and agrees(one.flatten(), other.flatten(), size)


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
