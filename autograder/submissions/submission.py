"""A submission as received, read defensively: whatever it holds, we find the student's code or say why not."""

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..assignments.assignment import Assignment, Cell, Exercise
from ..errors import Unreadable
from .notebook import MOST_TEXT, cells_of

MOST_CODE = 900_000  # bytes in the frame to the child, which takes 2**20; a course notebook has some ten thousand

Cells = list[tuple[int, str]]  # number in the notebook (0 for ours) and source


@dataclass(frozen=True)
class Submission:
    """A student's notebook and the assignment that it answers."""

    assignment: Assignment
    notebook: dict[str, Any]

    @classmethod
    def read(cls, content: bytes, assignment: Assignment) -> "Submission":
        """Read a notebook of any version and encoding; raise `Unreadable` if it is none."""
        submission = cls(assignment, {"cells": cells_of(content)})
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

    def _defines(self, cell: dict[str, Any]) -> frozenset[str]:
        return _defined(tuple(exercise.name for exercise in self.assignment.exercises), cell["source"])


@lru_cache(1_000)
def _defined(names: tuple[str, ...], source: str) -> frozenset[str]:
    """Which of these functions a cell defines; most cells of a class are the same, and looked at once."""
    any_name = "|".join(map(re.escape, names))
    definition = rf"^(?:async[ \t]+)?def[ \t]+({any_name})[ \t]*\(|^({any_name})[ \t]*="
    return frozenset(name or alias for name, alias in re.findall(definition, source, re.MULTILINE))


def _size(submission: Submission) -> int:
    return len(json.dumps(submission.runnable))
