"""A probe asks functions by name: globals to set, then calls in order that may share their arguments.

The child performs it on the student's functions, the judge on the reference: same code, same form of answer.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import torch

from .cells import Missing, Tape, describe_error

MOST_VALUES = 100_000
MOST_ITEMS = 10_000  # of all lists, tuples and dicts in one value
MOST_LEVELS = 6  # of a list in a list


def perform(
    probe: dict[str, Any], namespace: dict[str, Any], tape: Tape, answers: type[BaseException] = BaseException
) -> list[dict[str, Any]]:
    """Make the calls in order, up to the first that raises; report each one's value, arguments and print.

    Which exceptions are answers differs: in a child all of them are; in the judge an interrupt is none.
    """
    torch.default_generator.manual_seed(0)  # torch.manual_seed costs a hundred times as much
    around, args = (
        {name: _fresh(value, name in probe["leaves"]) for name, value in probe[group].items()}
        for group in ("globals", "args")
    )
    reports: list[dict[str, Any]] = []
    value = None
    with _placed(around, namespace):
        for function, names in probe["calls"]:
            tape.take()
            error = None
            try:
                value = _called(function, names, args, value, namespace)
            except answers as raised:
                error = describe_error(raised)
            reports.append(_report(value, args, tape.take(), error))
            if error:
                break
    return reports


@contextlib.contextmanager
def _placed(around: dict[str, Any], namespace: dict[str, Any]) -> Iterator[None]:
    """Set globals for the time of a probe; the cells that run next find their own."""
    before = {name: namespace[name] for name in around if name in namespace}
    namespace.update(around)
    try:
        yield
    finally:
        for name in around:
            namespace.pop(name, None)
        namespace.update(before)


def _called(function: str, words: list[str], args: dict[str, Any], last: Any, namespace: dict[str, Any]) -> Any:
    """Call a function; `prn=off` hands the argument `off` over by the keyword `prn`. Three names are our own."""
    if function == "backward":
        _backward(last)
        return last
    if function == "fill":
        args[words[0]].data.copy_(args[words[1]])
        return None
    if function == "()":
        return _model(last, args[words[0]])(*(args[word] for word in words))
    if not callable(namespace.get(function)):
        raise Missing(function)
    named = dict(word.split("=") for word in words if "=" in word)
    return namespace[function](
        *(args[word] for word in words if "=" not in word), **{key: args[name] for key, name in named.items()}
    )


def _model(model: Any, given: torch.Tensor) -> Any:
    """A model with known numbers in it, the same in each of a shape, so that the order of its layers tells nothing."""
    if isinstance(model, torch.nn.Module):
        model.to(given.dtype)
        for parameter in model.parameters():
            parameter.data.copy_(torch.linspace(-1, 1, parameter.numel()).reshape(parameter.shape))
    return model


def _fresh(value: Any, leaf: bool) -> Any:
    return value.clone().requires_grad_(leaf) if isinstance(value, torch.Tensor) else value


def _backward(value: Any) -> None:
    """Send gradients back from every number of a value, each with a weight of its own."""
    if isinstance(value, torch.Tensor) and value.requires_grad:
        weights = torch.arange(1, value.numel() + 1, dtype=value.dtype).reshape(value.shape)
        (value * weights).sum().backward()


def _report(value: Any, args: dict[str, Any], printed: str, error: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "value": None if error else describe(value),
        "args": {name: describe(arg) for name, arg in args.items() if isinstance(arg, torch.Tensor)},
        "printed": printed,
        "raised": error,
    }


def describe(value: Any, room: list[int] | None = None) -> dict[str, Any]:
    """Describe a value as data: its type by name, its content or its parts, and a tensor's gradient.

    `room` holds how many parts may still come, and whether a part may have parts of its own.
    """
    kind, room = type(value).__name__[:80], room or [MOST_ITEMS, MOST_LEVELS]
    try:
        if isinstance(value, torch.Tensor):
            return {"type": "Tensor", "value": _copy(value), **_gradient(value)}
        if kind == "ndarray":
            return {"type": kind, "value": _copy(torch.from_numpy(value))}
        if isinstance(value, list | tuple | dict) and len(value) <= room[0] and room[1]:
            return _parts(value, room)
        if isinstance(value, torch.nn.Module):
            count = sum(parameter.numel() for parameter in value.parameters() if parameter.requires_grad)
            return {"type": "Module", "value": f"a model with {count} numbers to learn"}
        return {"type": kind, "value": _plain(value)}
    except MemoryError:
        raise  # It says nothing of the value.
    except Exception:
        return {"type": kind, "value": None}


def _parts(value: Any, room: list[int]) -> dict[str, Any]:
    room[0] -= len(value)
    room[1] -= 1
    fields = getattr(value, "_fields", None) if isinstance(value, tuple) else None
    kind = next(kind for kind in (list, tuple, dict) if isinstance(value, kind)).__name__
    described: dict[str, Any] = {"type": "named tuple" if fields else kind}
    if fields or kind == "dict":
        described["keys"] = [_plain(key) for key in fields or value]
    items = value.values() if kind == "dict" else value
    described["parts"] = [describe(item, room) for item in items]
    room[1] += 1
    return described


def _gradient(tensor: torch.Tensor) -> dict[str, Any]:
    base: Any = torch._C.TensorBase  # past what a student may have put on torch.Tensor
    leaf, requires_grad = base.is_leaf.__get__(tensor), base.requires_grad.__get__(tensor)
    grad = base.grad.__get__(tensor) if leaf else None
    flags = {"requires_grad": requires_grad, "leaf": leaf}
    return {"grad": None if grad is None else _copy(grad), **flags}


def _copy(tensor: torch.Tensor) -> torch.Tensor | None:
    if tensor.layout != torch.strided or tensor.is_complex() or tensor.numel() > MOST_VALUES:
        return None
    return torch.Tensor.detach(tensor).cpu().clone(memory_format=torch.contiguous_format)


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):  # a number of torch or numpy
        value = value.item()
    if isinstance(value, str):
        return str(value)[:MOST_ITEMS]
    if isinstance(value, float):
        return float(value)
    return value if value is None or (isinstance(value, int) and abs(value) < 1 << 63) else None
