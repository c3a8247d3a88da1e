"""Right answers of an author's own, in as many styles as there are: none of them may lose a point."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError
from .assignment import Assignment
from .check import Question
from .comparison import NoAnswer
from .wrong import Misconception

SEED = 1


def losses(assignment: Assignment, path: Path) -> Iterator[str]:
    """What the functions in a file lose: by which check, what was expected, and what came."""
    source = _read(path)
    defined = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for exercise in assignment.checked:
        if exercise.name in defined:
            answer = assignment.reference.ready(Misconception(exercise.name, path.name, "", "", source))
            for check in assignment.checks[exercise.name]:
                if why := _refusal(assignment.reference.question(check, SEED), answer):
                    yield f"{path.name}: {exercise.name} loses {check.points:g} ({check.sentence}): {why}"


def _read(path: Path) -> str:
    try:
        source = path.read_text()
        ast.parse(source)
    except (OSError, ValueError, SyntaxError) as error:
        raise UsageError(f"{path} cannot be read as Python: {error}") from None
    return source


def _refusal(question: Question, answer: Misconception) -> str:
    try:
        return str(question.failure(question.of(answer)) or "")
    except NoAnswer as silence:
        raised = silence.raised
        return f"it raised {raised.type}: {raised.message}" if raised else f"it gave no answer ({silence.ending})"
