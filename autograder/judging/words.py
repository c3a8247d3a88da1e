"""Sentences for the student: how a function ended, in which line, and what to try."""

import sys
from dataclasses import replace
from typing import Any

from ..assignments.comparison import NoAnswer
from ..assignments.wrong import Misconception
from ..sandbox.answer import Raised, text
from .exceptions import advice
from .result import PASSED, Verdict

ENDINGS = {
    "time": ("did not finish in time.", "Look for a loop that never stops."),
    "memory": ("asked for more memory than there is.", "Look for a tensor or a list that grows without end."),
    "killed": ("ended the whole process, by a crash or by a call such as exit().", "Take that call out."),
    "output": ("printed without end.", "Look for a print in a loop."),
    "garbled": ("sent back something that is not an answer.", "Return only tensors, numbers and lists."),
    "unwritten": (
        "still raises NotImplementedError.",
        "Replace the line `raise NotImplementedError()` with your code, and leave none of it below.",
    ),
    "missing": ("is not defined in the notebook.", "Write it in its cell, with exactly this name."),
}
LACKS = {
    "package": "the grader has no {}",
    "python": f"it is written for Python {{}}, and the grader has {sys.version_info[0]}.{sys.version_info[1]}",
    "right": "the grader has no {}",
    "device": "the grader has no {}",
}


def lack(kind: str, name: str) -> str:
    """Say what of ours was lacking, as the reason why a person grades an exercise."""
    return LACKS[kind].format(name)


def unasked(verdict: Verdict, why: str) -> Verdict:
    """Of what a person grades, say so: what the grader lacks is no mistake, and there is nothing to try."""
    if verdict.verdict == PASSED:
        return verdict
    return replace(verdict, message=f"A person grades this: {why}.", hint=None, raised=None)


def silence(
    function: str, silence: NoAnswer, cells: list[dict[str, Any]], broken: Raised | None = None
) -> tuple[str, str | None]:
    """Say why a function gave no answer, and what to try; `broken` is how its cell failed."""
    raised = silence.raised
    if broken:
        what = f"{broken.type}: {broken.message}{_place(_line(broken.frames, cells))}"
        return f"{function} is not defined, since its cell raised {what}", "Fix that line, and run the cell."
    if not raised or silence.ending != "raised":
        message, hint = ENDINGS[silence.ending]
        return f"{function} {message}", hint
    what, line = f"{raised.type}: {raised.message}", _line(raised.frames, cells)
    return f"{function} raised {what}{_place(line)}", advice(function, what, line)


def _place(line: str) -> str:
    """Quote the student's line: it is found at once, and a cell's number in the file is none that Jupyter shows."""
    return f" (in the line `{line}`)" * bool(line)


def _line(frames: tuple[tuple[int, int], ...], cells: list[dict[str, Any]]) -> str:
    """The student's line in which an exception arose, if it is in a cell."""
    for number, line in reversed(frames):
        if 0 < number <= len(cells):
            lines = cells[number - 1]["source"].splitlines()
            if 0 < line <= len(lines):
                return text(lines[line - 1].strip(), 100)
    return ""


def with_misconception(verdict: Verdict, held: Misconception, again: bool, others: list[Verdict]) -> Verdict:
    """Say what is wrong with the idea behind a failed check, before what it led to; once is enough.

    others: the checks that fail, and that neither this idea nor another one explains; the idea may then be none.
    """
    if again:
        return replace(verdict, hint=None, misconception=held.name)
    quoted = " and ".join(f"“{other.sentence}”" for other in others)
    which = quoted if len(others) < 3 else f"{len(others)} other checks"
    more = f" This may not be all: {which} fail{'s' * (len(others) == 1)}, too." * bool(others)
    sure = "Here it looks as if it" if others else "It"
    message = f"{sure} {held.sentence}{_joint(held.sentence, verdict.message or '')}{verdict.message}{more}"
    return replace(verdict, message=message, hint=held.hint, misconception=held.name)


def _joint(before: str, after: str) -> str:
    """What stands between two halves of a message: a colon, unless one is there, or the second begins a sentence."""
    return " " if before.endswith(":") else ". " if after[:1].isupper() else ": "
