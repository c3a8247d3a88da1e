"""What came back over the wall, checked field by field: data of the expected form, or `Garbled`."""

from dataclasses import dataclass, field
from typing import Any, Self

import torch

from .inside.frames import Garbled

SHAPES = {"Tensor": torch.Tensor, "ndarray": torch.Tensor, "list": list, "tuple": list, "float": float}
NUMPY = dict.fromkeys(["float16", "float32", "float64"], "numpy number")


@dataclass(frozen=True)
class Value:
    """One value as the child described it; a tensor comes with its gradient and flags."""

    type: str
    value: Any = None
    grad: torch.Tensor | None = None
    requires_grad: bool = False
    leaf: bool = False
    items: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """Build it from the child's data."""
        if data is None:
            return None
        kind = typed(typed(data, dict).get("type"), str)[:80]
        kind = NUMPY.get(kind, kind)
        content, grad = data.get("value"), data.get("grad")
        if kind in SHAPES and content is not None:
            typed(content, SHAPES[kind])
        return cls(
            type=kind,
            value=content,
            grad=None if grad is None else typed(grad, torch.Tensor),
            requires_grad=data.get("requires_grad") is True,
            leaf=data.get("leaf") is True,
            items=tuple(typed(item, str) for item in typed(data.get("items", []), list)),
        )


@dataclass(frozen=True)
class Raised:
    """An exception in the student's code: type, message, and the student's own lines as (cell, line)."""

    type: str
    message: str
    frames: tuple[tuple[int, int], ...] = ()

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """Build it from the child's data."""
        if data is None:
            return None
        frames = [[typed(number, int) for number in frame] for frame in typed(typed(data, dict).get("frames"), list)]
        if any(len(frame) != 2 for frame in frames):
            raise Garbled("a frame is a cell and a line")
        pairs = tuple((cell, line) for cell, line in frames)
        return cls(typed(data.get("type"), str)[:80], typed(data.get("message"), str)[:500], pairs[:5])


@dataclass(frozen=True)
class Call:
    """One call of a probe: what it returned, its arguments afterwards, what it printed, or how it failed."""

    value: Value | None
    args: dict[str, Value] = field(default_factory=dict)
    printed: str = ""
    raised: Raised | None = None

    @classmethod
    def read(cls, data: Any) -> Self:
        """Build it from the child's data."""
        typed(data, dict)
        args = {name: Value.read(value) for name, value in typed(data.get("args"), dict).items()}
        return cls(
            value=Value.read(data.get("value")),
            args={name: value for name, value in args.items() if value is not None},
            printed=typed(data.get("printed"), str),
            raised=Raised.read(data.get("raised")),
        )


def read_answer(data: Any, calls: int, tensors: set[str]) -> list[Call]:
    """Build the answer to so many calls with these tensors; raise `Garbled` when the data have another form."""
    answer = [Call.read(call) for call in typed(data, list)]
    complete = len(answer) == calls or (0 < len(answer) < calls and answer[-1].raised)
    if not complete or any(call.args.keys() != tensors for call in answer):
        raise Garbled("an answer to another question")
    return answer


def typed(data: Any, kind: type) -> Any:
    """Return the data if they are of this kind; raise `Garbled` otherwise."""
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise Garbled(f"expected {kind.__name__}, not {type(data).__name__}")
    return data
