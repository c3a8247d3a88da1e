"""Compare what came back with what should have: any value, part by part, each to its own precision."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import torch

from ..errors import KitError
from ..sandbox.answer import Call, Raised, Value
from .values import MOST_SHOWN, article, count, keyed, number, plain, show

MOST_MESSAGE = 500  # characters
DIGITS = range(4, 10)
PRECISION = 1e-5  # of the size of what is summed, not of the sum
NUMBERS = {"float": {"int", "numpy number"}, "int": {"numpy number"}}  # what else counts as such a number

Path = tuple[Any, ...]  # of a part within a value: indices and keys
# How far a number may be off is PRECISION times this: a number, a tensor, or what gives one of them for a part.
OVERFLOW = 1e30
Size = float | torch.Tensor | Callable[[Path], float | torch.Tensor]


class Failure(Exception):
    """A wrong answer: what was expected and what came back, and if we can tell, what to try."""

    def __init__(self, message: str, hint: str = "", expected: str = "", got: str = "") -> None:
        super().__init__(message[:MOST_MESSAGE])
        self.hint, self.expected, self.got = hint, expected, got


class NoAnswer(Exception):
    """The function gave no answer: it raised, or its process ended."""

    def __init__(self, ending: str, raised: Raised | None = None) -> None:
        super().__init__(ending)
        self.ending, self.raised = ending, raised


@dataclass(frozen=True)
class Difference:
    """Where two values differ, and what each of them is there, to be read after "should" and "but"."""

    path: Path
    wanted: str
    got: str

    @property
    def place(self) -> str:
        """The part, as Python names it."""
        return "".join(key if str(key)[:1] == "." else f"[{key!r}]" for key in self.path)


def returned(call: Call) -> Value:
    """The value of a call; raise `NoAnswer` when it has none."""
    if call.raised or call.value is None:
        raise NoAnswer(call.raised.ending if call.raised else "raised", call.raised)
    return call.value


def expect(got: Value, wanted: Value, size: Size, what: str) -> None:
    """Raise `Failure` unless got is of the wanted type, shape and content, to the precision of the size."""
    if found := difference(got, wanted, size):
        message = f"{what}{': ' * bool(found.path)}{found.place} should {found.wanted}, but {found.got}."
        raise Failure(message, expected=show(wanted), got=show(got))


def alike(got: Any, wanted: Any, size: Size = 0.0) -> bool:
    """Tell whether two people gave the same: strict about types, and NaN is like NaN."""
    if isinstance(got, tuple) and isinstance(wanted, tuple):
        pairs = enumerate(zip(got, wanted, strict=False))
        sides = ((one, other, part_of(size, index)) for index, (one, other) in pairs)
        return len(got) == len(wanted) and all(alike(*side) for side in sides)
    if isinstance(got, Value) and isinstance(wanted, Value):
        if got.type != wanted.type or not wanted.comparable:
            return False
        return difference(_finite(got), _finite(wanted), size) is None
    return agrees(_finite(got), _finite(wanted), size)


def _finite(thing: Any) -> Any:
    """Put one number in the places of all that overflowed or soon will: single precision is there first."""
    if isinstance(thing, Value):
        return replace(thing, value=_finite(thing.value), parts=tuple(map(_finite, thing.parts)))
    if isinstance(thing, torch.Tensor) and thing.is_floating_point():
        wide = thing.double()
        return torch.where(wide.abs() < OVERFLOW, wide, OVERFLOW)
    return OVERFLOW if type(thing) is float and not abs(thing) < OVERFLOW else thing


def part_of(size: Size, *path: Any) -> Size:
    """The size for a part of what is looked at, asked for only where it is needed."""
    return (lambda below: size((*path, *below))) if callable(size) else size


def at_last(size: Size) -> float | torch.Tensor:
    """The size itself, which may take the reference some time."""
    return size(()) if callable(size) else size


def difference(got: Value, wanted: Value, size: Size = 0.0, path: Path = ()) -> Difference | None:
    """Find the first difference; what nobody can compare is never equal, and the author's to mend."""
    if not wanted.comparable:
        raise KitError(
            f"The reference returns {article(wanted.type)}, which no check can compare. Return plain values."
        )
    if got.type != wanted.type and got.type not in NUMBERS.get(wanted.type, ()):
        return Difference(path, f"be {article(wanted.type)}", f"is {article(got.type)}")
    if isinstance(wanted.value, torch.Tensor):
        return _tensor_difference(got, wanted, size, path)
    if not wanted.parts and not got.parts and not wanted.keys:
        if agrees(number(got, wanted), wanted.value, part_of(size, *path)):
            return None
        return Difference(path, *_shown("be", wanted.value, "is", got.value))
    return _parts_difference(got, wanted, size, path)


def _tensor_difference(got: Value, wanted: Value, size: Size, path: Path) -> Difference | None:
    shapes = tuple(wanted.value.shape), tuple(got.value.shape)
    if shapes[0] != shapes[1]:
        return Difference(path, f"have the shape {shapes[0]}", f"has {shapes[1]}: {show(got.value)}")
    kinds = [_kind(one.value) for one in (wanted, got)]
    if kinds[0] != kinds[1]:
        return Difference(path, f"hold {kinds[0]}", f"holds {kinds[1]}: {show(got.value)}")
    if agrees(got.value, wanted.value, part_of(size, *path)):
        return None
    return Difference(path, *_shown("be", wanted.value, "is", got.value))


def _kind(tensor: torch.Tensor) -> str:
    if tensor.is_floating_point():
        return "floating-point numbers"
    return "True and False" if tensor.dtype == torch.bool else "whole numbers"


def _parts_difference(got: Value, wanted: Value, size: Size, path: Path) -> Difference | None:
    if set(got.keys) != set(wanted.keys):
        keys = [", ".join(sorted(map(repr, one.keys))) for one in (wanted, got)]
        return Difference(path, f"have the keys {keys[0]}", f"has {keys[1] or 'none'}")
    if len(got.parts) != len(wanted.parts):
        return Difference(path, f"have {count(len(wanted.parts), 'value')}", f"has {len(got.parts)}: {show(got)}")
    theirs = dict(keyed(got))
    for key, part in keyed(wanted):
        found = difference(theirs[key], part, size, (*path, key))
        if found and not wanted.keys and _is_row(wanted) and _is_row(got):  # of a row of numbers, all are shown
            return Difference(path, *_shown("be", plain(wanted), "is", plain(got)))
        if found:
            return found
    return None


def _is_row(value: Value) -> bool:
    return all(isinstance(part.value, int | float) for part in value.parts)


def agrees(got: Any, wanted: Any, size: Size = 0.0) -> bool:
    """Compare numbers or tensors of one shape, written so that NaN and infinity lose; all else must be equal."""
    if type(got) is float and type(wanted) is float:
        got, wanted = torch.tensor(got, dtype=torch.float64), torch.tensor(wanted, dtype=torch.float64)
    if not isinstance(got, torch.Tensor) or not isinstance(wanted, torch.Tensor):
        return type(got) is type(wanted) and bool(got == wanted)
    if got.shape != wanted.shape or got.is_floating_point() != wanted.is_floating_point():
        return False
    if not wanted.is_floating_point():
        return torch.equal(got.long(), wanted.long())
    return _close(got, wanted, 0.0) or _close(got, wanted, at_last(size))


def _close(got: torch.Tensor, wanted: torch.Tensor, off: float | torch.Tensor) -> bool:
    size = torch.as_tensor(off)
    size = size if size.shape in ((), wanted.shape) else size.max()
    # As Python's numbers: for the few that there are, each of torch's calls would cost more.
    columns = (tensor.flatten().tolist() for tensor in (got, wanted, size.expand(wanted.shape)))
    return all(
        abs(mine - other) <= PRECISION * max(most, abs(other)) and math.isfinite(other)
        for mine, other, most in zip(*columns, strict=True)
    )


def _shown(should: str, wanted: Any, does: str, got: Any) -> tuple[str, str]:
    """Show both with as many digits, and from such an entry on, that the difference can be seen."""
    for start in range(0, 10**6, MOST_SHOWN):
        for digits in DIGITS:
            sides = show(wanted, digits, start), show(got, digits, start)
            if sides[0] != sides[1]:
                return f"{should} {sides[0]}", f"{does} {sides[1]}"
        if not _has_entry(wanted, start + MOST_SHOWN):
            break
    return f"{should} {show(wanted, 17)}", f"{does} {show(got, 17)}"


def _has_entry(value: Any, index: int) -> bool:
    if isinstance(value, torch.Tensor):
        return value.ndim == 1 and len(value) > index
    return isinstance(value, list | tuple) and len(value) > index
