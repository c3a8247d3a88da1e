"""What came back over the wall, checked field by field: data of the expected form, or `Garbled`."""

from dataclasses import dataclass, field
from typing import Any, Self

import torch

from .inside.cells import MOST_PRINTED
from .inside.frames import Garbled
from .inside.probes import MOST_ITEMS, MOST_VALUES

SHAPES = {"Tensor": torch.Tensor, "ndarray": torch.Tensor, "list": list, "tuple": list, "float": float}
NUMPY = dict.fromkeys(["float16", "float32", "float64"], "numpy number")
RAISED = ("raised", "unwritten", "missing", "memory")  # by our stub, for want of the function, or of memory
MOST_TYPE, MOST_MESSAGE = 80, 500  # characters


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
        kind = text(typed(data, dict).get("type"), MOST_TYPE)
        kind = NUMPY.get(kind, kind)
        content, grad = plain(data.get("value")), data.get("grad")
        if kind in SHAPES and content is None:  # sparse, complex, huge ...: not what a check may compare
            kind = f"{kind}, of a kind or size that cannot be read"
        return cls(
            type=kind,
            value=typed(content, SHAPES.get(kind, object)),
            grad=None if grad is None else plain(typed(grad, torch.Tensor)),
            requires_grad=data.get("requires_grad") is True,
            leaf=data.get("leaf") is True,
            items=tuple(text(item, MOST_TYPE) for item in typed(data.get("items", []), list)),
        )


@dataclass(frozen=True)
class Raised:
    """An exception in the student's code: type, message, the student's own lines as (cell, line), and its kind."""

    type: str
    message: str
    frames: tuple[tuple[int, int], ...] = ()
    ending: str = "raised"

    @classmethod
    def read(cls, data: Any) -> Self | None:
        """Build it from the child's data."""
        if data is None:
            return None
        frames = [[typed(number, int) for number in frame] for frame in typed(typed(data, dict).get("frames"), list)]
        if any(len(frame) != 2 for frame in frames):
            raise Garbled("a frame is a cell and a line")
        ending = data.get("ending", "raised")
        if ending not in RAISED:
            raise Garbled("an exception of an unknown kind")
        pairs = tuple((cell, line) for cell, line in frames)
        return cls(text(data.get("type"), MOST_TYPE), text(data.get("message"), MOST_MESSAGE), pairs[:5], ending)


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
            printed=typed(data.get("printed"), str)[:MOST_PRINTED],
            raised=Raised.read(data.get("raised")),
        )


def read_answer(data: Any, calls: int, tensors: set[str]) -> list[Call]:
    """Build the answer to so many calls with these tensors; raise `Garbled` when the data have another form."""
    answer = [Call.read(call) for call in typed(data, list)]
    complete = len(answer) == calls or (0 < len(answer) < calls and answer[-1].raised)
    if not complete or any(call.args.keys() != tensors for call in answer):
        raise Garbled("an answer to another question")
    return answer


def plain(content: Any) -> Any:
    """Return a tensor, a scalar or a list of scalars, no larger than a child may send; else raise `Garbled`."""
    if isinstance(content, torch.Tensor) and content.numel() > MOST_VALUES:
        raise Garbled("a tensor with too many values")
    items = content if isinstance(content, list) else []
    if len(items) > MOST_ITEMS or any(isinstance(item, list | dict | torch.Tensor) for item in items):
        raise Garbled("a list that is too long, or not of scalars")
    return content


def text(data: Any, most: int) -> str:
    """Return the beginning of a text that people will read, without what could disturb a terminal or a page."""
    start: str = typed(data, str)[:most]
    if start.isprintable():  # as it nearly always is, and much faster to ask
        return start
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in start)


def typed(data: Any, kind: type) -> Any:
    """Return the data if they are of this kind; raise `Garbled` otherwise."""
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise Garbled(f"expected {kind.__name__}, not {type(data).__name__}")
    return data
