"""A submission as received, read defensively: whatever it holds, we find the student's code or say why not."""

import ast
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..assignments.assignment import Assignment, Cell, Exercise
from ..errors import Unreadable

# Bounds on what is read at all: time and memory grow with the number of things more than with their bytes.
MOST_VALUES = 1_000_000  # of JSON, outputs included
MOST_CELLS = 2_000
MOST_TEXT = 100_000  # characters of a cell that is not run
MOST_CODE = 900_000  # bytes in the frame to the child, which takes 2**20; a course notebook has some ten thousand
MOST_PARSED = 200_000  # characters of a cell that is parsed out here
TEXT = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?', re.DOTALL)  # matches at every ", so that no text is read twice

Cells = list[tuple[int, str]]  # number in the notebook (0 for ours) and source


@dataclass(frozen=True)
class Submission:
    """A student's notebook and the assignment that it answers."""

    assignment: Assignment
    notebook: dict[str, Any]

    @classmethod
    def read(cls, content: bytes, assignment: Assignment) -> "Submission":
        """Read a notebook of any version and encoding; raise `Unreadable` if it is none."""
        submission = cls(assignment, {"cells": [_tidy(cell) for cell in _cells(_parse(content))]})
        if not any(submission._belongs(cell) for cell in submission.notebook["cells"]):
            raise Unreadable(f"nothing of {assignment.name} is in it: is it the right notebook?")
        if _size(submission) > MOST_CODE:
            submission = cls(assignment, {"cells": [submission._cut(cell) for cell in submission.notebook["cells"]]})
        if _size(submission) > MOST_CODE:
            raise Unreadable(f"there are more than {MOST_CODE // 1000} kB of code in it; read data from a file")
        return submission

    @property
    def answered(self) -> bool:
        """Tell whether one of its answers is another than the empty one that was handed out."""
        given = {"", *(cell.source.strip() for cell in self.assignment.cells)}
        cells = [cell for cell in self.notebook["cells"] if cell["source"].strip() not in given]
        return any(self._defines(cell) or getattr(self.source_of(cell), "solution", False) for cell in cells)

    @cached_property
    def _by_id(self) -> dict[str, Cell]:
        return {cell.id: cell for cell in self.assignment.cells}

    @cached_property
    def _by_text(self) -> dict[str, Cell]:
        return {cell.source.strip(): cell for cell in self.assignment.cells if cell.locked or cell.type != "code"}

    def source_of(self, cell: dict[str, Any]) -> Cell | None:
        """The cell of our notebook that this one was: by its id, or by its text where the id was lost."""
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        return self._by_id.get(grade_id) or self._by_text.get(cell["source"].strip())

    @cached_property
    def runnable(self) -> Cells:
        """The cells to run, with their numbers: ours that set up, then all of the student's own."""
        own = [
            (number, cell["source"])
            for number, cell in enumerate(self.notebook["cells"], start=1)
            if cell["source"].strip() and self._is_students(cell)
        ]
        return [(0, source) for source in self.assignment.setup] + own

    def _cut(self, cell: dict[str, Any]) -> dict[str, Any]:
        """Take a long cell that is no answer for text: a picture, say, which nobody has to run."""
        if len(cell["source"]) <= MOST_TEXT or self._defines(cell):
            return cell
        begins = cell["source"][:500]
        return {**cell, "cell_type": "raw", "source": f"This cell was too long to be run. It begins:\n{begins}"}

    def moment(self, exercise: Exercise) -> int:
        """How many of the runnable cells have run when an exercise is asked: at its test, else below its answer."""
        return self._moments[exercise.name]

    @cached_property
    def _moments(self) -> dict[str, int]:
        given, answers, tests = {cell.source.strip() for cell in self.assignment.cells}, dict[str, int](), []
        for number, cell in enumerate(self.notebook["cells"], start=1):
            source = self.source_of(cell)
            tests += [(number, source.id)] if source and source.grade else []
            for name in self._defines(cell) if cell["source"].strip() not in given else ():
                answers.setdefault(name, number)
        moments = {}
        for exercise in self.assignment.exercises:
            answer = answers.get(exercise.name, 0)
            own = (number for number, name in tests if name == exercise.graded and number >= answer)
            place = next(own, answer or len(self.notebook["cells"]))
            moments[exercise.name] = sum(number <= place for number, _ in self.runnable)
        return moments

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
        return {name or alias for name, alias in re.findall(definition, cell["source"], re.MULTILINE)}


def _size(submission: Submission) -> int:
    return len(json.dumps(submission.runnable))


def _parse(content: bytes) -> dict[str, Any]:
    text = _decoded(content)
    _count(text)
    try:
        notebook = json.loads(text, parse_int=float)  # Nobody needs its numbers; as int, long ones raise.
    except (ValueError, RecursionError):
        notebook = None
    if isinstance(notebook, dict):
        return notebook
    raise Unreadable("it is not a notebook: the file is empty, cut short, or of another kind")


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("latin-1")  # as an old editor saves it, or with a byte that is damaged


def _count(text: str) -> None:
    """Bound what will be built, before it is."""
    for version in (text, TEXT.sub("", text)):
        if sum(map(version.count, ",:[{")) <= MOST_VALUES:
            return
    raise Unreadable(f"there are more than {MOST_VALUES} numbers and words in it; clear the outputs")


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells, whatever the format; raise `Unreadable` when there are none, or too many."""
    cells, sheets = notebook.get("cells"), notebook.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):  # before format 4
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for cells_of_sheet in lists if isinstance(cells_of_sheet, list) for cell in cells_of_sheet]
    if not isinstance(cells, list):
        raise Unreadable("it is not a notebook: there are no cells in it")
    cells = [cell for cell in cells if isinstance(cell, dict)]
    if len(cells) > MOST_CELLS:
        cells = [cell for cell in cells if cell.get("source")]
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"there are more than {MOST_CELLS} cells in it")
    return cells


def _tidy(cell: dict[str, Any]) -> dict[str, Any]:
    """Make a cell that has the fields that we use, of the types that they must have, and no others."""
    source, metadata, kind = cell.get("source", cell.get("input")), cell.get("metadata"), cell.get("cell_type")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        source = ""
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = settings.get("grade_id") if isinstance(settings, dict) else None
    return {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "raw",
        "metadata": {"nbgrader": {"grade_id": grade_id}} if isinstance(grade_id, str) else {},
        # Half an emoji, as some editors leave: Python would refuse the whole cell.
        "source": (source if kind == "code" else source[:MOST_TEXT]).encode(errors="replace").decode(),
    }


def definitions(source: str) -> str:
    """Keep what a cell defines, and drop what it does: a demonstration that never ends then costs nothing."""
    if len(source) > MOST_PARSED:
        return ""
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


def only_defines(source: str, names: set[str], above: str) -> bool:
    """Tell a cell that does nothing but define functions of these names, and import what was imported above."""
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(
        node.name in names
        if isinstance(node, ast.FunctionDef)
        else isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) in above
        for node in nodes
    )


def _is_harmless(node: ast.stmt) -> bool:
    """Tell an assignment that calls at most into modules, `torch.nn.MSELoss()`, from one that may run for ever."""
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
    return isinstance(node, ast.Assign | ast.AnnAssign) and all(isinstance(part.func, ast.Attribute) for part in calls)
