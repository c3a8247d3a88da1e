"""What the gradebook says to each answer, for nbgrader's own pages."""

import re
from collections.abc import Mapping
from typing import Any

from ..judging.result import Result

MARKUP = re.compile(r"([\\`<>&$]|(?<=\])\()")  # nbgrader's own pages read comments as Markdown


def comments(result: Result, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """A comment for each of these answer cells, which are given with their keys."""
    own = {exercise.name: exercise.comment.replace("\n", " ") for exercise in result.exercises}
    reason = f"Could not be graded: {result.reason}."
    how = f" (How it was judged: {result.sandbox}.)" if result.sandbox not in ("", "jail") else ""
    more = "".join(f" ({said}.)" for said in (result.doubt, *result.notes) if said) + how
    texts = {key: own.get(name, reason) + more for name, key in answers.items()}
    return [{"cell": key, "text": MARKUP.sub(r"\\\1", text)} for key, text in texts.items()]
