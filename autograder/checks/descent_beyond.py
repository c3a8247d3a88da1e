"""What right answers to the assignment beyond gradient descent do.

Their probes have two calls with different inputs: whoever returns the same for everything earns nothing by it.
"""

import torch

from ..answer import Call, Value
from ..check import Ask, Check, Draw, Failure, Probe, agrees, article, check, expect, returned, show

Tensor = torch.Tensor


def standardizing(draw: Draw) -> tuple[Probe, list[Tensor]]:
    """Ask for two scales; the notebook's `time` has as many values, so that using it instead shows."""
    columns = [uneven(draw), uneven(draw)]
    calls = [("standardize", ["values"]), ("standardize", ["others"])]
    return Probe(calls, {"values": columns[0], "others": columns[1]}, globals={"time": uneven(draw)}), columns


def uneven(draw: Draw) -> Tensor:
    """Draw five values whose mean, median, middle of the range and spread cannot be mixed up."""
    while True:
        values = draw.numbers(5, low=-5, high=15)
        middles = torch.stack([torch.zeros(()), values.mean(), values.median(), (values.min() + values.max()) / 2])
        if middles.sort().values.diff().min() > 0.3 and values.unique().numel() == 5 and values.std() > 1.5:
            return values


@check("standardize", 2.0)
def centres_and_scales(ask: Ask, draw: Draw) -> None:
    """gives the values the mean 0 and the sample standard deviation 1"""
    probe, columns = standardizing(draw)
    for got, wanted, values in zip(*ask(probe), columns, strict=False):
        expect(returned(got), returned(wanted), values.abs().max() / values.std(), f"standardize({show(values)})")


@check("standardize", 0.5)
def turns_equal_values_into_zeros(ask: Ask, draw: Draw) -> None:
    """turns values that are all equal into zeros, and others not"""
    equal = draw.numbers(1, low=2, high=9).round().repeat(5)
    probe = Probe([("standardize", ["equal"]), ("standardize", ["others"])], {"equal": equal, "others": uneven(draw)})
    got, wanted = ask(probe)
    if undefined(got[0]) != undefined(wanted[0]):
        raise Failure(f"standardize({show(equal)}) should be {show(returned(wanted[0]).value)}, and is not a number.")
    if not undefined(wanted[0]):
        expect(returned(got[0]), returned(wanted[0]), 1, f"standardize({show(equal)})")
    expect_difference(got, wanted, "the values")


def undefined(call: Call) -> bool:
    """Tell whether zero was divided by zero."""
    value = returned(call).value
    return isinstance(value, Tensor) and bool(value.isnan().any())


@check("standardize", 0.5)
def leaves_the_values_alone(ask: Ask, draw: Draw) -> None:
    """does its work without changing the values that it was given"""
    probe, columns = standardizing(draw)
    got, wanted = ask(probe)
    expect_form(got, wanted)
    for one, other, values in zip(got, wanted, columns, strict=False):
        if agrees(returned(one).value, values, 0) != agrees(returned(other).value, values, 0):
            raise Failure(f"standardize({show(values)}) gives back what it was given.")
    expect_left(got, wanted, ["values", "others"])


def rolling(draw: Draw, leaves: tuple[str, ...] = ()) -> Probe:
    """Ask for a step from a moving ball, and with the same learning rate from another."""
    args: dict[str, object] = {
        name: draw.numbers(3) for name in ("params", "velocity", "gradient", "ball", "pace", "slope")
    }
    args["lr"] = round(draw.numbers(1, low=5, high=8).item() / 100, 3)
    args["beta"] = round(draw.numbers(1, low=0.6, high=0.8).item(), 1)
    calls = [("params", "velocity", "gradient"), ("ball", "pace", "slope")]
    return Probe([("momentum_step", [*names, "lr", "beta"]) for names in calls], args, leaves)


@check("momentum_step", 1.5)
def updates_the_velocity(ask: Ask, draw: Draw) -> None:
    """makes the velocity, in place, beta times itself plus the gradient"""
    probe = rolling(draw)
    for got, wanted, name in zip(*ask(probe), ("velocity", "pace"), strict=False):
        returned(got)
        expect(got.args[name], wanted.args[name], 10, f"velocity after a step with {said(probe, name)}")


def said(probe: Probe, velocity: str) -> str:
    """Name the inputs that decide about a velocity."""
    gradient = {"velocity": "gradient", "pace": "slope"}[velocity]
    inputs = f"velocity = {show(probe.args[velocity])}, gradient = {show(probe.args[gradient])}"
    return f"{inputs}, lr = {probe.args['lr']}, beta = {probe.args['beta']}"


@check("momentum_step", 1.5)
def moves_by_the_velocity(ask: Ask, draw: Draw) -> None:
    """moves params, in place, against the new velocity, by lr times as much"""
    probe = rolling(draw)
    for got, wanted, names in zip(*ask(probe), (("params", "velocity"), ("ball", "pace")), strict=False):
        returned(got)
        start, (params, velocity) = probe.args[names[0]].double(), (got.args[name].value for name in names)
        # A velocity that is wrong costs its own check only: what counts here is the way from it to params.
        moved = tensors(params, velocity) and not agrees(params, start, 0)
        if moved and agrees(params, start - probe.args["lr"] * velocity.double(), 10):
            continue
        what = f"params after a step from {show(probe.args[names[0]])} with {said(probe, names[1])}"
        expect(got.args[names[0]], wanted.args[names[0]], 10, what)


def tensors(*values: object) -> bool:
    """Tell whether all came back as tensors of three finite values."""
    return all(isinstance(one, Tensor) and one.shape == (3,) and bool(one.isfinite().all()) for one in values)


@check("momentum_step", 0.5)
def moves_a_leaf(ask: Ask, draw: Draw) -> None:
    """also moves params that require gradients, and leaves them so"""
    probe = rolling(draw, leaves=("params",))
    got, wanted = ask(probe)
    returned(got[0])
    expect_moved(got[:1], wanted[:1], probe, ["params"])
    one, other = got[0].args["params"], wanted[0].args["params"]
    if (one.leaf, one.requires_grad) != (other.leaf, other.requires_grad):
        raise Failure("params was a leaf tensor that requires gradients, and is no more.")


@check("momentum_step", 0.5)
def leaves_the_gradient_alone(ask: Ask, draw: Draw) -> None:
    """takes its step without changing the gradient"""
    probe = rolling(draw)
    got, wanted = ask(probe)
    returned(got[-1])
    expect_moved(got, wanted, probe, ["params", "ball"])
    expect_left(got, wanted, ["gradient", "slope"])


def expect_moved(got: list[Call], wanted: list[Call], probe: Probe, names: list[str]) -> None:
    """Expect that each call moved its params; where to, others judge."""
    for one, other, name in zip(got, wanted, names, strict=False):
        rests, rest = (agrees(call.args[name].value, probe.args[name], 0) for call in (one, other))
        if rests != rest:
            raise Failure("params did not move.")


def fitting(draw: Draw, count: int) -> tuple[Probe, float]:
    """Ask for two parabolas through so many scattered points; also say how large their numbers are."""
    t = draw.numbers(count, low=-2, high=2)
    columns = torch.stack([t * t, t, torch.ones(count)], dim=1)
    args = {"t": t, "targets": scattered(draw, columns), "others": scattered(draw, columns)}
    calls = [("least_squares", ["t", "targets"]), ("least_squares", ["t", "others"])]
    around = {"time": draw.numbers(count, low=-2, high=2), "speed": draw.numbers(count)}
    # Whoever solves the normal equations in single precision loses as much as their condition number says.
    return Probe(calls, args, globals=around), float(torch.linalg.cond(columns) ** 2)


def scattered(draw: Draw, columns: Tensor) -> Tensor:
    """Draw targets around a parabola whose a, b and c are of different sizes."""
    while True:
        params = draw.numbers(3)
        if torch.cat([params.abs(), torch.zeros(1)]).sort().values.diff().min() > 0.4:
            return ((columns @ params + draw.numbers(len(columns), low=-1, high=1)) * 10).round() / 10


@check("least_squares", 2.0)
def finds_the_best_parabola(ask: Ask, draw: Draw) -> None:
    """finds a, b and c with the smallest mean squared error"""
    probe, size = fitting(draw, 20)
    same_params(*ask(probe), size, f"least_squares(t, targets) for t = {show(probe.args['t'])} and 20 targets")


@check("least_squares", 0.5)
def takes_any_number_of_points(ask: Ask, draw: Draw) -> None:
    """takes as many points as there are, not twenty only"""
    probe, size = fitting(draw, 23)
    same_params(*ask(probe), size, f"least_squares(t, targets) for t = {show(probe.args['t'])}")


def same_params(got: list[Call], wanted: list[Call], size: float, what: str) -> None:
    """Expect the same three numbers, in a row or a column."""
    for one, other in zip(got, wanted, strict=False):
        expect(flat(returned(one)), flat(returned(other)), size, what)


def flat(value: Value) -> Value:
    """Lay three values in a row."""
    three = isinstance(value.value, Tensor) and value.value.numel() == 3
    return Value(value.type, value.value.flatten()) if three else value


@check("least_squares", 0.25)
def returns_a_row(ask: Ask, draw: Draw) -> None:
    """returns a tensor of one dimension"""
    got, wanted = ask(fitting(draw, 20)[0])
    expect_form(got, wanted)
    expect_difference(got, wanted, "the targets")


@check("least_squares", 0.25)
def leaves_t_and_targets_alone(ask: Ask, draw: Draw) -> None:
    """does its work without changing t or targets"""
    got, wanted = ask(fitting(draw, 20)[0])
    expect_difference(got, wanted, "the targets")
    expect_left(got, wanted, ["t", "targets", "others"])


def expect_form(got: list[Call], wanted: list[Call]) -> None:
    """Expect results of these types and shapes, whatever their values."""
    for one, other in zip(map(returned, got), map(returned, wanted), strict=False):
        if one.type != other.type:
            raise Failure(f"It should return {article(other.type)}, not {article(one.type)}.")
        shapes = [tuple(value.value.shape) for value in (one, other) if isinstance(value.value, Tensor)]
        if len(set(shapes)) > 1:
            raise Failure(f"The result should have the shape {shapes[1]}, and has {shapes[0]}.")


def expect_difference(got: list[Call], wanted: list[Call], what: str) -> None:
    """Expect tensors, and another one for another input: who does nothing leaves everything alone, too."""
    if differ(got) != differ(wanted):
        raise Failure(f"It should return a tensor that depends on {what}, and returns {show(returned(got[0]).value)}.")


def differ(calls: list[Call]) -> bool:
    """Tell whether two calls returned tensors that are not the same."""
    one, other = (returned(call).value for call in calls)
    return isinstance(one, Tensor) and isinstance(other, Tensor) and not agrees(one, other, 0)


def expect_left(got: list[Call], wanted: list[Call], names: list[str]) -> None:
    """Expect arguments to be after the last call what the reference leaves."""
    for name in names:
        expect(got[-1].args[name], wanted[-1].args[name], 0, f"{name} afterwards")


CHECKS: list[Check] = [item for item in list(globals().values()) if isinstance(item, Check)]
