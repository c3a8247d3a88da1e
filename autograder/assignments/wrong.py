"""Wrong versions of the reference, as an author writes them in `misconceptions/`:

    name: what it does
        its body, or the lines in which it differs: `- ` as the reference has it, `+ ` as they write it
    > what to try

The part of a line is enough, if the body has it once. Signature and arguments are the reference's.
"""

import ast
import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import KitError

Definition = ast.FunctionDef | ast.ClassDef
FOLDER = Path(__file__).parent / "misconceptions"
SECTION = re.compile(r"^# (\w+)\n", re.MULTILINE)
VERSION = re.compile(r"^(\w+): (.+)\n((?:(?: {4}.*)?\n)+)> (.+)$", re.MULTILINE)
EDIT = re.compile(r"((?:^- ?.*\n)+)((?:^\+ ?.*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Misconception:
    """A wrong version of an exercise's function, what is wrong with it, and what to try."""

    exercise: str
    name: str
    sentence: str
    hint: str
    source: str
    function: Callable[..., Any] | None = None  # executed among the references
    code: str = ""  # as its author wrote it


def text_of(assignment: str) -> str:
    """What an author has written for an assignment; nothing, if nobody has."""
    path = FOLDER / f"{assignment}.md"
    return path.read_text() if path.exists() else ""


def sentences(assignment: str) -> dict[str, str]:
    """What each misconception of an assignment is, in words, by its name."""
    return {name: sentence for name, sentence, _, _ in VERSION.findall(text_of(assignment))}


def misconceptions(text: str, reference: str) -> list[Misconception]:
    """Read all of a text; raise `KitError` that names one which does not fit the reference."""
    functions = {node.name: node for node in ast.parse(reference).body if isinstance(node, Definition)}
    _, *parts = SECTION.split(text)
    ideas = []
    for exercise, part in zip(parts[::2], parts[1::2], strict=True):
        if exercise not in functions:
            raise KitError(f"There are misconceptions of {exercise}, and the reference has no such function.")
        if rest := VERSION.sub("", part).strip():
            raise KitError(f"Not a misconception of {exercise}: {rest.splitlines()[0]!r}. Write name, body and > hint.")
        for name, sentence, code, hint in VERSION.findall(part):
            code = re.sub("^ {4}", "", code, flags=re.MULTILINE)
            source = version(functions[exercise], reference, name, code)
            ideas.append(Misconception(exercise, name, sentence, hint, source, code=code))
    return ideas


def version(function: Definition, reference: str, name: str, code: str) -> str:
    """The source of one wrong version."""
    body = changed(name, body_of(function, reference), code)
    source = f"{ast.unparse(bare(function)).rpartition(chr(10))[0]}\n{body}"
    try:
        ast.parse(source)
    except SyntaxError as error:
        raise KitError(f"The misconception {name} is no Python: {error.msg}, in its line {error.lineno}.") from None
    return source


def changed(name: str, body: str, code: str) -> str:
    """A function's body with a wrong idea in it."""
    return edited(name, body, code) if code.startswith("- ") else indented(code)


def bare(function: Definition) -> Definition:
    """The same with nothing in it."""
    empty = copy.copy(function)
    empty.body = [ast.Pass()]
    return empty


def body_of(function: Definition, reference: str) -> str:
    """The function's lines below its docstring."""
    first = function.body[1] if ast.get_docstring(function) else function.body[0]
    return "\n".join(reference.splitlines()[first.lineno - 1 : function.end_lineno]) + "\n"


def edited(name: str, body: str, edits: str) -> str:
    """Put what comes in the place of what goes, each of which the body has once."""
    changes = []
    for old, new in EDIT.findall(edits):
        gone, come = ([line[2:] for line in side.splitlines()] for side in (old, new))
        places = list(re.finditer(r"\n[ ]*".join(map(re.escape, gone)), body))
        if len(places) != 1:
            how = "more than once" if places else "not at all"
            raise KitError(f"The misconception {name} takes out {' '.join(gone)!r}, which the reference has {how}.")
        changes.append((*places[0].span(), come or ["pass"]))
    for start, end, lines in sorted(changes, reverse=True):
        margin = re.match(" *", body[body.rfind("\n", 0, start) + 1 :])
        body = body[:start] + f"\n{margin[0] if margin else ''}".join(lines) + body[end:]
    return body


def indented(body: str) -> str:
    """Indent by one level."""
    return re.sub("^(?=.)", "    ", body, flags=re.MULTILINE)
