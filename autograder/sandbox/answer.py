"""What came back over the wall, checked field by field: data of the expected form, or `Garbled`."""

import re
from dataclasses import dataclass, field
from typing import Any, Self

import torch

from .inside.cells import MOST_PRINTED
from .inside.frames import Garbled
from .inside.probes import MOST_ITEMS, MOST_LEVELS, MOST_VALUES

SCALARS = {"int": int, "float": float, "bool": bool, "str": str}
CONTENTS = SCALARS | {"Tensor": torch.Tensor, "ndarray": torch.Tensor, "Module": str}
CONTAINERS = {"list", "tuple", "dict", "named tuple"}
NUMPY = re.compile(r"float(16|32|64)|u?int(8|16|32|64)")
UNREADABLE = ", of a kind or size that cannot be read"
RAISED = ("raised", "unwritten", "missing", "memory")  # by our stub, for want of the function, or of memory
LACKS = ("package", "python", "right", "device")
MOST_TYPE, MOST_MESSAGE = 80, 500  # characters


@dataclass(frozen=True)
class Value:
    """One value as the child described it: its content or its parts; a tensor comes with its gradient and flags."""

    type: str
    value: Any = None  # a tensor, a number, a text
    parts: tuple["Value", ...] = ()
    keys: tuple[Any, ...] = ()  # of a dict, or the names of a named tuple's fields; one for each part
    grad: torch.Tensor | None = None
    requires_grad: bool = False
    leaf: bool = False
    recast: bool = False  # an argument that came back with another dtype

    @classmethod
    def read(cls, data: Any, level: int = MOST_LEVELS + 1) -> Self | None:
        """Build it from the child's data."""
        if data is None:
            return None
        kind = text(typed(data, dict).get("type"), MOST_TYPE)
        kind = "numpy number" if NUMPY.fullmatch(kind) else kind
        if kind in CONTAINERS:
            return cls._container(kind, data, level)
        content, grad = plain(data.get("value")), data.get("grad")
        if kind in CONTENTS and content is None:  # sparse, complex, huge ...: not what a check may compare
            kind += UNREADABLE
        return cls(
            type=kind,
            value=typed(content, CONTENTS.get(kind, object)),
            grad=None if grad is None else plain(typed(grad, torch.Tensor)),
            requires_grad=data.get("requires_grad") is True,
            leaf=data.get("leaf") is True,
        )

    @classmethod
    def _container(cls, kind: str, data: dict[str, Any], level: int) -> Self:
        if "parts" not in data:  # too many, or too deep
            return cls(kind + UNREADABLE)
        parts, keys = (typed(data.get(name, []), list)[: MOST_ITEMS + 1] for name in ("parts", "keys"))
        keyed = kind in ("dict", "named tuple")
        wrong = len(keys) != len(parts) if keyed else keys
        if wrong or level == 0 or len(parts) > MOST_ITEMS or any(isinstance(key, torch.Tensor) for key in keys):
            raise Garbled("too many parts, or other keys than parts")
        read = (cls.read(typed(part, dict), level - 1) for part in parts)
        return cls(kind, parts=tuple(part for part in read if part), keys=tuple(plain(key) for key in keys))

    @property
    def comparable(self) -> bool:
        """Whether a check can compare it, part by part."""
        known = self.type in CONTENTS or self.type in CONTAINERS or self.type in ("NoneType", "numpy number")
        return known and None not in self.keys and all(part.comparable for part in self.parts)


@dataclass(frozen=True)
class Raised:
    """An exception in the student's code: type, message, the student's own lines as (cell, line), and its kind.

    Where the sandbox lacks what the code asked for, that is named as (package, python, right or device; name).
    """

    type: str
    message: str
    frames: tuple[tuple[int, int], ...] = ()
    ending: str = "raised"
    lacks: tuple[str, str] | None = None

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
        kind, message = text(data.get("type"), MOST_TYPE), text(data.get("message"), MOST_MESSAGE)
        return cls(kind, message, pairs[:5], ending, _lack(data.get("lacks")))


def _lack(data: Any) -> tuple[str, str] | None:
    if data is None:
        return None
    if len(typed(data, list)) != 2 or data[0] not in LACKS:
        raise Garbled("a lack of an unknown kind")
    return data[0], text(data[1], MOST_TYPE)


@dataclass(frozen=True, eq=False)
class Call:
    """One call of a probe: what it returned, its arguments afterward, what it printed, or how it failed."""

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
    """Return a tensor or a scalar, no larger than a child may send; else raise `Garbled`."""
    if isinstance(content, torch.Tensor) and content.numel() > MOST_VALUES:
        raise Garbled("a tensor with too many values")
    if isinstance(content, list | dict):
        raise Garbled("neither a tensor nor a scalar")
    return content


def text(data: Any, most: int) -> str:
    """Return the beginning of a text that people will read, without what could disturb a terminal or a page."""
    start: str = typed(data, str)[:most]
    if start.replace("\n", "").isprintable():  # as it nearly always is, and much faster to ask
        return start
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in start)


def typed(data: Any, kind: type) -> Any:
    """Return the data if they are of this kind; raise `Garbled` otherwise."""
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise Garbled(f"expected {kind.__name__}, not {type(data).__name__}")
    return data
