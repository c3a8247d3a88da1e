"""A submission as received, read defensively: whatever it holds, we find the student's code or say why not."""

import ast
import json
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..assignments.assignment import Assignment, Cell
from ..errors import Unreadable

MOST_BYTES = 20_000_000
MOST_CODE = 500_000  # bytes in the frame to the child; the code of a course notebook has some ten thousand

Cells = list[tuple[int, str]]  # number in the notebook (0 for ours) and source


def load(path: Path) -> bytes:
    """Read a submitted file; raise `Unreadable` if it is none, or far too large."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unreadable("it is not an ordinary file")
        # Whatever it is by now: no link is followed, and a pipe does not block.
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES // 10**6} MB; clear the outputs and hand it in again")
    return content


@dataclass(frozen=True)
class Submission:
    """A student's notebook and the assignment that it answers."""

    assignment: Assignment
    notebook: dict[str, Any]

    @classmethod
    def read(cls, content: bytes, assignment: Assignment) -> "Submission":
        """Read a notebook of any version and encoding; raise `Unreadable` if it is none."""
        notebook = _parse(content)
        if isinstance(notebook.get("worksheets"), list):
            notebook = _upgrade(notebook)
        cells = notebook.get("cells")
        if not isinstance(cells, list):
            raise Unreadable("it is not a notebook: there are no cells in it")
        notebook["cells"] = [_tidy(cell) for cell in cells if isinstance(cell, dict)]
        submission = cls(assignment, notebook)
        if not any(submission._belongs(cell) for cell in notebook["cells"]):
            raise Unreadable(f"nothing of {assignment.name} is in it: is it the right notebook?")
        if len(json.dumps(submission.runnable)) > MOST_CODE:
            raise Unreadable(f"there are more than {MOST_CODE // 1000} kB of code in it; read data from a file")
        return submission

    @cached_property
    def _by_id(self) -> dict[str, Cell]:
        return {cell.id: cell for cell in self.assignment.cells}

    @cached_property
    def _by_text(self) -> dict[str, Cell]:
        return {cell.source.strip(): cell for cell in self.assignment.cells if cell.locked or cell.type != "code"}

    def source_of(self, cell: dict[str, Any]) -> Cell | None:
        """The cell of our notebook that this one was: by its id, or by its text where the id was lost."""
        settings = cell["metadata"].get("nbgrader")
        grade_id = settings.get("grade_id") if isinstance(settings, dict) else None
        found = self._by_id.get(grade_id) if isinstance(grade_id, str) else None
        return found or self._by_text.get(cell["source"].strip())

    @cached_property
    def runnable(self) -> Cells:
        """The cells to run, with their numbers: ours that set up, then all of the student's own."""
        own = [
            (number, cell["source"])
            for number, cell in enumerate(self.notebook["cells"], start=1)
            if cell["source"].strip() and self._is_students(cell)
        ]
        return [(0, source) for source in self.assignment.setup] + own

    def _belongs(self, cell: dict[str, Any]) -> bool:
        """Tell an answer or a test of this assignment; a setup cell may be another assignment's too."""
        source = self.source_of(cell)
        return bool(self._defines(cell)) or bool(source and (source.solution or source.grade))

    def _is_students(self, cell: dict[str, Any]) -> bool:
        source = self.source_of(cell)
        if source and source.locked:  # Ours, unless it was merged with an answer.
            return bool(self._defines(cell)) and cell["source"].strip() != source.source.strip()
        # An answer in a cell that was retyped by accident; one that was put aside has its heir in a code cell.
        return cell["cell_type"] == "code" or bool(self._defines(cell) - self._written)

    @cached_property
    def _written(self) -> set[str]:
        """The exercises that a code cell defines, other than our stub."""
        stubs = {cell.source.strip() for cell in self.assignment.cells}
        codes = [cell for cell in self.notebook["cells"] if cell["cell_type"] == "code"]
        return {name for cell in codes if cell["source"].strip() not in stubs for name in self._defines(cell)}

    def _defines(self, cell: dict[str, Any]) -> set[str]:
        names = "|".join(re.escape(exercise.name) for exercise in self.assignment.exercises)
        definition = rf"^(?:async[ \t]+)?def[ \t]+({names})[ \t]*\(|^({names})[ \t]*="
        return {one or other for one, other in re.findall(definition, cell["source"], re.MULTILINE)}


def _parse(content: bytes) -> dict[str, Any]:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            notebook = json.loads(content.decode(encoding))
        except (ValueError, RecursionError):
            continue
        if isinstance(notebook, dict):
            return notebook
    raise Unreadable("it is not a notebook: the file is empty, cut short, or of another kind")


def _upgrade(notebook: dict[str, Any]) -> dict[str, Any]:
    import nbformat  # takes a second, for what is rare

    try:
        return dict(nbformat.convert(nbformat.from_dict({"nbformat": 3, "nbformat_minor": 0, **notebook}), 4))
    except Exception:
        raise Unreadable("it is a notebook of an old format that cannot be converted") from None


def _tidy(cell: dict[str, Any]) -> dict[str, Any]:
    """Make a cell that has the fields that we use, of the types that they must have."""
    source, metadata = cell.get("source"), cell.get("metadata")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    kind = cell.get("cell_type")
    return {
        "id": cell.get("id"),
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "metadata": metadata if isinstance(metadata, dict) else {},
        # Half an emoji, as some editors leave: Python would refuse the whole cell.
        "source": source.encode(errors="replace").decode(),
    }


def definitions(source: str) -> str:
    """Keep what a cell defines, and drop what it does: a demonstration that never ends then costs nothing."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    lines = re.split(r"\r\n|\r|\n", source)  # as Python counts them
    for node in tree.body:
        if not isinstance(node, kept) and not _is_harmless(node):
            end = node.end_lineno or node.lineno
            lines[node.lineno - 1 : end] = [""] * (end - node.lineno + 1)
    return "\n".join(lines)


def _is_harmless(node: ast.stmt) -> bool:
    """Tell an assignment that calls at most into modules, `torch.nn.MSELoss()`, from one that may run for ever."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return isinstance(node, ast.Assign | ast.AnnAssign) and all(isinstance(one.func, ast.Attribute) for one in calls)
