"""The report without names, and without a single word that a student chose: what is shown is ours."""

import builtins
from collections.abc import Iterable
from typing import Any

Data = dict[str, Any]


def anonymized(numbers: Data, misconceptions: Iterable[Any]) -> Data:
    """Leave people out; show the wrong version that we have written in the place of a student's function."""
    by_name = {(idea.exercise, idea.name): idea for idea in misconceptions}
    ideas = [_idea(idea, by_name.get((idea["exercise"], idea["name"]))) for idea in numbers["misconceptions"]]
    unnamed = [_without(mistake, "names", "raised") | {"said": _said(mistake)} for mistake in numbers["unnamed"]]
    left_out: Data = {"people": [], "adjusted": [], "slowest": [], "not_graded": [], "waiting": [], "lacking": []}
    return {**numbers, **left_out, "misconceptions": ideas, "unnamed": unnamed, "anonymous": True}


def _without(row: Data, *names: str) -> Data:
    return {key: value for key, value in row.items() if key not in names}


def _idea(idea: Data, ours: Any) -> Data:
    """A misconception in our words, with our wrong version."""
    words = {"sentence": f"It {ours.sentence}.", "hint": ours.hint, "sample": ours.source} if ours else {}
    return _without(idea, "names", "called") | {"sentence": "", "hint": "", "sample": None} | words


def _said(mistake: Data) -> str:
    """How a function ended: the exception by its name only where Python has given it."""
    if not mistake["raised"]:
        return f"{mistake['exercise']} gave no answer." if mistake["said"] else ""
    kind = getattr(builtins, mistake["raised"], None)
    own = isinstance(kind, type) and issubclass(kind, BaseException)
    return f"{mistake['exercise']} raised {mistake['raised'] if own else 'an exception of its own'}."
