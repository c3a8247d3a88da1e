"""The student's own function, as text: the one in the cell that we gave for it, else the last."""

import ast
import contextlib
import re

from ..sandbox.answer import text as shown
from .submission import Submission

MOST = 4000  # characters


def written(submission: Submission, name: str) -> str | None:
    """The source of the function that this exercise asks for; None when nobody has written it."""
    sources, given = list[str](), list[str]()
    for number, text in submission.runnable:
        if number and (function := _cut(text, name)):
            source = submission.source_of(submission.notebook["cells"][number - 1])
            (given if source and source.id == name else sources).append(function)
    last = ([None, *sources, *given])[-1]
    return shown(last, MOST) if last else None


def _cut(cell: str, name: str) -> str | None:
    """Cut the function out of a cell: by its syntax, or by its indentation where a magic or a mistake stands beside."""
    if not re.search(rf"\b(?:def|class)[ \t]+{re.escape(name)}\b", cell):  # Most cells are not worth parsing.
        return None
    with contextlib.suppress(ValueError, SyntaxError, RecursionError, MemoryError):
        nodes = [
            one for one in ast.parse(cell).body if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == name
        ]
        return ast.get_source_segment(cell, nodes[-1]) if nodes else None
    block = re.search(rf"^(?:def|class)[ \t]+{re.escape(name)}\b.*(?:\n(?:[ \t].*)?)*", cell, re.MULTILINE)
    return block[0].rstrip() if block else None
