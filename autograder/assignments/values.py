"""Values as Python holds them, and as a student would write them."""

from collections.abc import Iterator
from typing import Any

import torch

from ..sandbox.answer import Value

MOST_SHOWN = 6  # entries of a row
NAMES = {
    "NoneType": "None", "Tensor": "a tensor", "ndarray": "a numpy array", "Module": "a torch.nn.Module",
    "type": "a class", "builtin_function_or_method": "a function",
}  # fmt: skip
PLAIN = {"list", "tuple", "dict", "set", "deque", "named tuple", "numpy number", "generator", "function", "method"}


class Said(str):
    """What has no content to show, in words."""

    __repr__ = str.__str__


def keyed(value: Value) -> Iterator[tuple[Any, Value]]:
    """The parts of a value by index, key or field."""
    names = (f".{key}" for key in value.keys) if value.type == "named tuple" else value.keys
    return zip(names if value.keys else range(len(value.parts)), value.parts, strict=True)


def number(got: Value, wanted: Value) -> Any:
    """What a value holds, as a float where one is wanted and a whole number would do."""
    return float(got.value) if wanted.type == "float" and isinstance(got.value, int) else got.value


def plain(value: Value) -> Any:
    """The same as Python would hold it."""
    if value.type == "dict":
        return dict(_plain_items(value))
    if value.parts or value.type in ("list", "tuple"):
        return [part for _, part in _plain_items(value)]
    if value.type == "Module" or (value.value is None and value.type != "NoneType"):
        return Said(value.value or article(value.type))
    return value.value


def _plain_items(value: Value) -> Iterator[tuple[Any, Any]]:
    return ((key, plain(part)) for key, part in keyed(value))


def show(value: Any, digits: int = 4, start: int = 0) -> str:
    """Write a value as a student would, short: at most six entries of a row, from one of them on."""
    if isinstance(value, Value):
        value = plain(value)
    if isinstance(value, torch.Tensor):
        if value.ndim > 2:
            return f"a tensor of the shape {tuple(value.shape)}"
        return show(value.tolist(), digits, start)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {show(part, digits)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        shown = [show(item, digits) for item in value[start : start + MOST_SHOWN]]
        return f"[{', '.join(['…'] * bool(start) + shown + ['…'] * (len(value) > start + MOST_SHOWN))}]"
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)[:100]


def count(number: int, thing: str) -> str:
    """A number of things, in words: 1 value, 2 values."""
    return f"{number} {thing}{'s' * (number != 1)}"


def article(kind: str) -> str:
    """Name a type in a sentence."""
    return NAMES.get(kind, f"a {kind}" if kind in PLAIN else f"of type {kind}")
