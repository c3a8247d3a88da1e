"""A check is a function: its name for the machine, its docstring for the student, its body for the rule.

The body draws inputs, asks with a probe, and compares the answer with the expected one. It returns when all is
right, and raises `Failure` with what was expected and what came back. A misconception is a function too: a wrong
version of the reference. Whoever answers as it does holds it.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch

from ..sandbox.answer import Call, Raised, Value

MOST_MESSAGE = 500  # characters
PRECISION = 1e-5  # of the size of the terms that are summed, not of their sum


@dataclass
class Probe:
    """What is asked: globals to set, named arguments, calls in order. Those named in `leaves` require gradients."""

    calls: list[tuple[str, list[str]]]
    args: dict[str, Any]
    leaves: tuple[str, ...] = ()
    globals: dict[str, Any] = field(default_factory=dict)

    def key(self) -> tuple[Any, ...]:
        """Tell this probe from others: two with the same calls and inputs have the same answer."""
        groups = (sorted(group.items()) for group in (self.args, self.globals))
        values = [
            (name, value.numpy().tobytes() if isinstance(value, torch.Tensor) else value)
            for group in groups
            for name, value in group
        ]
        return (str(self.calls), self.leaves, *values)

    def data(self, double: bool = False) -> dict[str, Any]:
        """The probe as data for a frame; in double precision for the reference."""
        fields = {"globals": self.globals, "args": self.args}
        if double:
            fields = {name: {key: _double(value) for key, value in group.items()} for name, group in fields.items()}
        return {**fields, "leaves": list(self.leaves), "calls": self.calls}


def _double(value: Any) -> Any:
    return value.double() if isinstance(value, torch.Tensor) and value.is_floating_point() else value


class Failure(Exception):
    """A wrong answer: what was expected and what came back, and if we can tell, what to try."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message[:MOST_MESSAGE])
        self.hint = hint


class NoAnswer(Exception):
    """The function gave no answer: it raised, or its process ended."""

    def __init__(self, ending: str, raised: Raised | None = None) -> None:
        super().__init__(ending)
        self.ending, self.raised = ending, raised


class Ask(Protocol):
    """Ask the student and, in double precision, the reference; or the reference alone."""

    def __call__(self, probe: Probe) -> tuple[list[Call], list[Call]]:
        """Ask both."""
        ...

    def reference(self, probe: Probe) -> list[Call]:
        """Ask the reference alone, to draw inputs that decide something."""
        ...


class Draw:
    """Fresh inputs that are easy to read: numbers of one decimal, the same for all checks of an exercise."""

    def __init__(self, seed: int, name: str) -> None:
        self._origin = f"{seed} {name}"
        self._random = random.Random(self._origin)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draw) and self._origin == other._origin

    def __hash__(self) -> int:
        return hash(self._origin)

    def numbers(self, *shape: int, low: float = -5.0, high: float = 5.0) -> torch.Tensor:
        """Draw numbers between low and high, none of them between -0.3 and 0.3."""
        # Not by torch: for a few numbers its calls cost more than all the rest of a check.
        drawn = (round(self._random.uniform(low, high), 1) for _ in range(math.prod(shape)))
        return torch.tensor([one if abs(one) >= 0.3 else 0.7 for one in drawn]).reshape(shape)


@dataclass(frozen=True)
class Check:
    """A rule with its exercise and points."""

    exercise: str
    points: float
    rule: Callable[[Ask, Draw], None]

    @property
    def name(self) -> str:
        """Its name for the machine."""
        return self.rule.__name__

    @property
    def sentence(self) -> str:
        """What a right answer does, to be read after the exercise's name."""
        return (self.rule.__doc__ or "").strip()


@dataclass(frozen=True)
class Misconception:
    """A wrong version of an exercise's function, what is wrong with it, and what to try."""

    exercise: str
    hint: str
    function: Callable[..., Any]

    @property
    def name(self) -> str:
        """Its name for the machine."""
        return self.function.__name__

    @property
    def sentence(self) -> str:
        """Its name for people."""
        return (self.function.__doc__ or "").strip()


def check(exercise: str, points: float) -> Callable[[Callable[[Ask, Draw], None]], Check]:
    """Make the function below a check of this exercise."""
    return lambda rule: Check(exercise, points, rule)


def misconception(exercise: str, hint: str) -> Callable[[Callable[..., Any]], Misconception]:
    """Make the function below a misconception of this exercise."""
    return lambda function: Misconception(exercise, hint, function)


def returned(call: Call) -> Value:
    """The value of a call; raise `NoAnswer` when it has none."""
    if call.raised or call.value is None:
        raise NoAnswer(call.raised.ending if call.raised else "raised", call.raised)
    return call.value


def expect(got: Value, wanted: Value, size: Any, what: str) -> None:
    """Raise `Failure` unless got is of the wanted type, shape and values, to the precision of the size."""
    if got.type != wanted.type:
        raise Failure(f"{what} should be {article(wanted.type)}, and is {article(got.type)}.")
    shapes = [tuple(one.value.shape) for one in (wanted, got) if isinstance(one.value, torch.Tensor)]
    if len(set(shapes)) == 2:
        raise Failure(f"{what} should have the shape {shapes[0]}, and has {shapes[1]}: {show(got.value)}.")
    if not agrees(got.value, wanted.value, size):
        raise Failure(f"{what} should be {show(wanted.value)}, and is {show(got.value)}.")


def agrees(got: Any, wanted: Any, size: Any) -> bool:
    """Compare numbers or tensors of one shape, written so that NaN and infinity lose; all else must be equal."""
    if type(got) is float and type(wanted) is float:
        got, wanted = torch.tensor(got), torch.tensor(wanted)
    if not isinstance(got, torch.Tensor) or not isinstance(wanted, torch.Tensor):
        return type(got) is type(wanted) and bool(got == wanted)
    if got.shape != wanted.shape or got.is_floating_point() != wanted.is_floating_point():
        return False
    size = torch.as_tensor(size)
    size = size if size.shape in ((), wanted.shape) else size.max()
    # As Python's numbers: for the few that there are, each of torch's calls would cost more.
    columns = (tensor.flatten().tolist() for tensor in (got, wanted, size.expand(wanted.shape)))
    return all(
        abs(one - other) <= PRECISION * max(most, abs(other)) and math.isfinite(other)
        for one, other, most in zip(*columns, strict=True)
    )


def show(value: Any) -> str:
    """Write a value as a student would, short: four significant digits, at most six entries of a row."""
    if value is None:
        return "nothing that can be shown"
    if isinstance(value, torch.Tensor):
        if value.ndim > 2:
            return f"a tensor of the shape {tuple(value.shape)}"
        value = value[:7].tolist() if value.ndim else value.item()
    if isinstance(value, list):
        return f"[{', '.join([*(show(item) for item in value[:6]), *['…'] * (len(value) > 6)])}]"
    return f"{value:.4g}" if isinstance(value, float) else repr(value)[:100]


def article(kind: str) -> str:
    """Name a type in a sentence."""
    names = {"NoneType": "None", "Tensor": "a tensor", "ndarray": "a numpy array"}
    return names.get(kind, f"of type {kind}")
