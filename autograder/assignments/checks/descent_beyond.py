"""What right answers to the assignment beyond gradient descent do.

Their probes have two calls with different inputs: whoever returns the same for everything earns nothing by it.
"""

import torch

from ...sandbox.answer import Call, Value
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
        size = values.abs().max() / values.std()
        expect(numbers(returned(got)), numbers(returned(wanted)), size, f"standardize({show(values)})")


@check("standardize", 0.5)
def turns_equal_values_into_zeros(ask: Ask, draw: Draw) -> None:
    """turns values that are all equal into zeros, and others not"""
    equal = draw.numbers(1, low=2, high=9).round().repeat(5)
    calls = [("standardize", ["equal"]), ("standardize", ["others"])]
    got, wanted = ask(Probe(calls, {"equal": equal, "others": uneven(draw)}, globals={"time": uneven(draw)}))
    if undefined(got[0]) != undefined(wanted[0]):
        raise Failure(f"standardize({show(equal)}) should be {show(returned(wanted[0]).value)}, and is not a number.")
    if not undefined(wanted[0]):
        expect(returned(got[0]), returned(wanted[0]), 1, f"standardize({show(equal)})")
    expect_difference(got, wanted, 5, "the values")


def undefined(call: Call) -> bool:
    """Tell whether something was divided by zero."""
    value = returned(call).value
    return isinstance(value, Tensor) and not bool(value.isfinite().all())


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


def fitting(draw: Draw) -> tuple[Probe, float]:
    """Ask for two parabolas through twenty points each; also say how much precision may get lost."""
    t, moments = draw.numbers(20, low=-2, high=2), draw.numbers(20, low=-2, high=2)
    args = {"t": t, "targets": scattered(draw, t), "moments": moments, "others": scattered(draw, moments)}
    calls = [("least_squares", ["t", "targets"]), ("least_squares", ["moments", "others"])]
    around = {"time": draw.numbers(20, low=-2, high=2), "speed": draw.numbers(20)}
    # Whoever solves the normal equations in single precision loses as much as their condition number says.
    size = max(torch.linalg.cond(columns_of(one)).item() ** 2 for one in (t, moments))
    return Probe(calls, args, globals=around), size


def columns_of(t: Tensor) -> Tensor:
    """What a, b and c are multiplied with."""
    return torch.stack([t * t, t, torch.ones_like(t)], dim=1)


def scattered(draw: Draw, t: Tensor) -> Tensor:
    """Draw targets around a parabola whose a, b and c are of different sizes."""
    while True:
        params = draw.numbers(3)
        if torch.cat([params.abs(), torch.zeros(1)]).sort().values.diff().min() > 0.4:
            return ((columns_of(t) @ params + draw.numbers(len(t), low=-1, high=1)) * 10).round() / 10


@check("least_squares", 2.0)
def finds_the_best_parabola(ask: Ask, draw: Draw) -> None:
    """finds a, b and c with the smallest mean squared error"""
    probe, size = fitting(draw)
    for one, other, name in zip(*ask(probe), ("t", "moments"), strict=False):
        what = f"least_squares(t, targets) for twenty points with t = {show(probe.args[name])}"
        expect(flat(returned(one)), flat(returned(other)), size, what)


@check("least_squares", 0.5)
def takes_any_number_of_points(ask: Ask, draw: Draw) -> None:
    """takes any number of points, and finds the same when each of them counts twice"""
    probe, size = fitting(draw)
    answers = ask(probe), ask(doubled(probe))
    expect_difference(*answers[0], 3, "the points")
    once, twice = ([flat(returned(side[0])) for side in answer] for answer in answers)
    same, alike = (agrees(one.value, other.value, size) for one, other in zip(once, twice, strict=True))
    if same != alike:
        values = show(once[0].value), show(twice[0].value)
        raise Failure(f"It finds {values[0]}, and when each of the points counts twice, {values[1]}.")
    if not alike:  # Then a misconception is compared, which must find the same.
        expect(twice[0], twice[1], size, "it")


def doubled(probe: Probe) -> Probe:
    """Ask the same with each of the points given twice."""
    groups = (probe.args, probe.globals)
    args, around = ({name: value.repeat_interleave(2) for name, value in group.items()} for group in groups)
    return Probe(probe.calls, args, globals=around)


def flat(value: Value) -> Value:
    """Lay the numbers of a tensor or a list in a row; the type stays, and another check judges the shape."""
    content = numbers(value).value
    return Value(value.type, content.flatten() if isinstance(content, Tensor) else content)


def numbers(value: Value) -> Value:
    """Make a tensor of a list of numbers, so that they are compared as closely as others; the type stays."""
    plain = isinstance(value.value, list) and all(isinstance(one, float) for one in value.value)
    return Value(value.type, torch.tensor(value.value, dtype=torch.float64)) if plain else value


@check("least_squares", 0.25)
def returns_a_row(ask: Ask, draw: Draw) -> None:
    """returns a tensor of one dimension"""
    got, wanted = ask(fitting(draw)[0])
    expect_difference(got, wanted, 3, "the points")
    expect_form(got, wanted)


@check("least_squares", 0.25)
def leaves_t_and_targets_alone(ask: Ask, draw: Draw) -> None:
    """does its work without changing t or targets"""
    got, wanted = ask(fitting(draw)[0])
    expect_difference(got, wanted, 3, "the points")
    expect_left(got, wanted, list(got[0].args))


def expect_form(got: list[Call], wanted: list[Call]) -> None:
    """Expect results of these types and shapes, whatever their values."""
    for one, other in zip(map(returned, got), map(returned, wanted), strict=False):
        if one.type != other.type:
            raise Failure(f"It should return {article(other.type)}, not {article(one.type)}.")
        shapes = [tuple(value.value.shape) for value in (one, other) if isinstance(value.value, Tensor)]
        if len(set(shapes)) > 1:
            raise Failure(f"The result should have the shape {shapes[1]}, and has {shapes[0]}.")


def expect_difference(got: list[Call], wanted: list[Call], count: int, what: str) -> None:
    """Expect so many values, and others for other inputs: who does nothing leaves everything alone, too."""
    if differ(got, count) != differ(wanted, count):
        shown = show(returned(got[0]).value)
        raise Failure(f"It should return a tensor with {count} values that depend on {what}, and returns {shown}.")


def differ(calls: list[Call], count: int) -> bool:
    """Tell whether two calls returned so many values each, and not the same."""
    one, other = (returned(call).value for call in calls)
    right = all(isinstance(value, Tensor) and value.numel() == count for value in (one, other))
    return right and not agrees(one, other, 0)


def expect_left(got: list[Call], wanted: list[Call], names: list[str]) -> None:
    """Expect arguments to be after the last call what the reference leaves."""
    for name in names:
        expect(got[-1].args[name], wanted[-1].args[name], 0, f"{name} afterwards")


CHECKS: list[Check] = [item for item in list(globals().values()) if isinstance(item, Check)]
