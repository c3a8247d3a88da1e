"""The report without names, and without a single word that a student chose: what is shown is ours."""

import builtins
import re
from collections.abc import Iterable
from typing import Any

Data = dict[str, Any]


def anonymized(numbers: Data, misconceptions: Iterable[Any]) -> Data:
    """Leave people out; show the wrong version that we have written in the place of a student's function."""
    known = {(one.exercise, one.name): one for one in misconceptions}
    ideas = [_idea(one, known.get((one["exercise"], one["name"]))) for one in numbers["misconceptions"]]
    unnamed = [_without(one, "names") | {"said": _said(one)} for one in numbers["unnamed"]]
    left_out: Data = {"people": [], "adjusted": [], "slowest": [], "not_graded": [], "waiting": [], "lacking": []}
    return {**numbers, **left_out, "misconceptions": ideas, "unnamed": unnamed, "anonymous": True}


def _without(one: Data, *names: str) -> Data:
    return {key: value for key, value in one.items() if key not in names}


def _idea(one: Data, known: Any) -> Data:
    """A misconception in our words, with our wrong version."""
    words = {"sentence": f"It {known.sentence}.", "hint": known.hint, "sample": known.source} if known else {}
    return _without(one, "names", "called") | {"sentence": "", "hint": "", "sample": None} | words


def _said(one: Data) -> str:
    """How a function ended: the exception by its name only where Python has given it."""
    match = re.search(r"raised (\w+)", one["said"])
    if not match:
        return f"{one['exercise']} gave no answer." if one["said"] else ""
    kind = getattr(builtins, match[1], None)
    own = isinstance(kind, type) and issubclass(kind, BaseException)
    return f"{one['exercise']} raised {match[1] if own else 'an exception of its own'}."
