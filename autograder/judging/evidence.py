"""What an appeal needs: what a check asked, in full, what was expected, what came, and lines that show it again."""

from functools import lru_cache
from typing import Any

import torch

from ..assignments.check import Answer, Question
from ..assignments.probe import Probe
from ..sandbox.answer import Value

MOST = 2000  # characters


def evidence(question: Question, heard: dict[Any, Answer], passed: bool) -> dict[str, str] | None:
    """Keep what shows a verdict: the first probe of a check whose answer looks unlike the right one, else the last."""
    chosen = None
    for number, probe in enumerate(question.probes):
        asked, expected, code = _shared(question, number)
        came = heard.get(probe.key)
        got = "as expected" if passed else _answer(probe, came) if came else "no answer"
        chosen = {"asked": asked, "expected": expected, "got": got, "code": code}
        if not passed and got != expected:
            break
    return chosen


@lru_cache(5000)
def _shared(question: Question, number: int) -> tuple[str, str, str]:
    """What is the same for all who are asked this: what was asked, what is expected, how to ask it again."""
    probe = question.probes[number]
    given = [f"{name} = {literal(value)}" for name, value in {**probe.args, **probe.globals}.items()]
    asked = "\n".join([", ".join(_call(name, args) for name, args in probe.calls), *given])
    return asked[:MOST], _answer(probe, question.right[number]), code(probe)


def code(probe: Probe) -> str:
    """Lines to paste into the student's notebook, which ask the same there and put the notebook's data back."""
    lines = [f"kept = {{name: globals()[name] for name in {list(probe.globals)} if name in globals()}}"]
    lines += [f"{name} = {literal(value)}" for name, value in probe.globals.items()]
    names = {name: f"{name}_given" if name in probe.globals else name for name in probe.args}
    for name, value in probe.args.items():
        lines.append(f"{names[name]} = {literal(value)}" + (".requires_grad_()" if name in probe.leaves else ""))
    for function, words in probe.calls:
        parts = (word.rpartition("=") for word in words)
        lines += _lines(function, [f"{key}{sign}{names[name]}" for key, sign, name in parts])
    shown = [part for name in probe.leaves for part in (names[name], f"{names[name]}.grad")]
    lines += [f"print({', '.join(shown)})"] if shown else []
    return "\n".join([*lines, "globals().update(kept)"] if probe.globals else lines[1:])


def _lines(function: str, words: list[str]) -> list[str]:
    if function == "backward":
        return ["(answer * torch.arange(1, answer.numel() + 1).reshape(answer.shape)).sum().backward()"]
    if function == "fill":
        return [f"{words[0]}.data.copy_({words[1]})"]
    return [f"answer = {_call(function, words)}", "print(answer)"]


def _call(function: str, args: list[str]) -> str:
    special = {"backward": "the gradients of that", "fill": "{} filled with {}"}
    return special[function].format(*args) if function in special else f"{function}({', '.join(args)})"


def literal(value: Any) -> str:
    """Write a value as Python."""
    return f"torch.tensor({_nested(value.detach().cpu().numpy())})" if isinstance(value, torch.Tensor) else repr(value)


def _nested(array: Any) -> str:
    return f"[{', '.join(map(_nested, array))}]" if array.ndim else str(array[()])


def _answer(probe: Probe, calls: Answer) -> str:
    """What came of each call: its value, what became of the arguments, what was printed, or how it failed."""
    lines = []
    for (function, args), call in zip(probe.calls, calls, strict=False):
        what = f"{call.raised.type}: {call.raised.message}" if call.raised else _told(call.value)
        silent = function in ("backward", "fill") and not call.raised
        lines.append(_call(function, args) + ("" if silent else f" → {what}"))
        changed = {name: value for name, value in call.args.items() if not _same(value, probe.args[name])}
        lines += [f"  {name} afterward: {_told(value)}" for name, value in changed.items()]
        lines += [f"  {name}: {_flags(call.args[name])}" for name in probe.leaves if _flags(call.args[name])]
        graded = {name: value.grad for name, value in call.args.items() if value.grad is not None}
        lines += [f"  {name}.grad: {_rounded(grad)}" for name, grad in graded.items()]
        lines += [f"  printed: {call.printed.strip()}"] if call.printed.strip() else []
    return "\n".join(lines)[:MOST]


def _same(value: Value, given: Any) -> bool:
    same = isinstance(value.value, torch.Tensor) and value.value.shape == given.shape
    return bool(same and torch.equal(value.value.double(), given.double()))


def _flags(value: Value) -> str:
    """Say what a leaf has lost."""
    lost = [] if value.requires_grad else ["requires no gradient"]
    return " and ".join(lost if value.leaf else [*lost, "is no leaf"])


def _told(value: Value | None) -> str:
    if value is None or value.type == "NoneType":
        return "None"
    if value.parts or value.type in ("list", "tuple", "dict"):
        parts = [_told(part) for part in value.parts]
        if value.keys:
            parts = [f"{key}: {part}" for key, part in zip(value.keys, parts, strict=True)]
        return f"{'' if value.type == 'list' else value.type + ' '}[{', '.join(parts)}]"
    if value.value is None:
        return value.type
    kind = "" if value.type in ("Tensor", "float", "int", "str", "bool") else f"{value.type} "
    return f"{kind}{_rounded(value.value)}"


def _rounded(value: Any) -> str:
    """Write it with six digits, so that single and double precision read alike."""
    if isinstance(value, torch.Tensor):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_rounded, value))}]"
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
