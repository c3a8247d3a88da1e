"""An assignment as the judge needs it: the cells of our notebook, the exercises, their checks and references."""

import importlib
import importlib.util
import json
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import KitError
from .check import Check
from .reference import Reference, functions
from .wrong import misconceptions, text_of


@dataclass(frozen=True)
class Cell:
    """A cell of our notebook, with nbgrader's settings."""

    id: str
    type: str
    source: str
    grade: bool = False
    solution: bool = False
    locked: bool = False
    points: float = 0
    shown: bool = False  # for the student to look at, and not run when graded
    folded: bool = False  # what answers check(...)

    @property
    def is_setup(self) -> bool:
        """Whether it is given, and runs when it is graded."""
        return self.type == "code" and self.locked and not (self.grade or self.shown)

    @classmethod
    def read(cls, cell: dict[str, Any]) -> "Cell":
        """Read a cell of the released notebook."""
        settings, tags = cell["metadata"].get("nbgrader", {}), cell["metadata"].get("tags", [])
        return cls(
            **{name: settings.get(name, False) for name in ("grade", "solution", "locked")},
            id=settings.get("grade_id") or cell.get("id", ""), type=cell["cell_type"], source="".join(cell["source"]),
            points=float(settings.get("points", 0)), shown="show" in tags,
            folded=bool(cell["metadata"].get("jupyter", {}).get("source_hidden")),
        )  # fmt: skip


@dataclass(frozen=True)
class Exercise:
    """One function to write: the answer cell's id is its name; the graded cell after it has the points."""

    name: str
    graded: str
    points: float


@dataclass(frozen=True)
class Assignment:
    """A released notebook with what judges it; small, and the same on every machine."""

    name: str
    notebook: str
    cells: tuple[Cell, ...]
    reference_source: str = ""
    files: tuple[tuple[str, bytes], ...] = ()  # data that lie beside the notebook

    @classmethod
    def load(cls, name: str, released: Path, reference: Path) -> "Assignment":
        """Read the released notebook and the reference, if there is one."""
        cells = tuple(Cell.read(cell) for cell in json.loads(released.read_text())["cells"])
        source = reference.read_text() if reference.exists() else ""
        beside = sorted(path for path in released.parent.glob("[!.]*") if path.is_file() and path != released)
        return cls(name, released.stem, cells, source, tuple((path.name, path.read_bytes()) for path in beside))

    @classmethod
    def of(cls, course: Course, name: str) -> "Assignment":
        """Load an assignment of a course; raise `UsageError` when there is none of that name."""
        return cls.load(name, course.released(name), course.reference(name))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel without what was made of it here."""
        return _known, (self.name, self.notebook, self.cells, self.reference_source, self.files)

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises in the order of the notebook."""
        answer, exercises = "", list[Exercise]()
        for cell in self.cells:
            answer = cell.id if cell.solution else answer
            if cell.grade:
                exercises.append(Exercise(answer or cell.id, cell.id, cell.points))
                answer = ""  # A second test of the same answer goes by its own name.
        return tuple(exercises)

    @cached_property
    def checked(self) -> tuple[Exercise, ...]:
        """Those that our checks judge."""
        return tuple(exercise for exercise in self.exercises if self.checks.get(exercise.name))

    @cached_property
    def tested(self) -> tuple[Exercise, ...]:
        """Those that nbgrader's own test cells judge; what is neither, a person grades."""
        tests = {cell.id for cell in self.cells if cell.type == "code" and not cell.solution}
        return tuple(
            exercise for exercise in self.exercises if exercise not in self.checked and exercise.graded in tests
        )

    @cached_property
    def checks(self) -> dict[str, list[Check]]:
        """Each exercise's checks; empty when nobody has written any, and the notebook's own tests decide."""
        module = f"{__package__}.checks.{self.name}"
        if not self.name.isidentifier() or importlib.util.find_spec(module) is None:
            return {}
        checks: list[Check] = importlib.import_module(module).CHECKS
        grouped: dict[str, list[Check]] = {exercise.name: [] for exercise in self.exercises}
        for check in checks:
            if check.exercise not in grouped:
                raise KitError(f"There is a check of {check.exercise}, and the notebook has no such exercise.")
            grouped[check.exercise].append(check)
        for exercise in self.exercises:
            total = sum(check.points for check in grouped[exercise.name])
            if grouped[exercise.name] and total != exercise.points:
                raise KitError(
                    f"The checks of {exercise.name} give {total:g} points, and its cell says {exercise.points:g}."
                )
        return grouped

    @property
    def notes(self) -> dict[str, str]:
        """Why a check or a wrong answer is as it is, where the author's trial would warn of it."""
        return dict(getattr(importlib.import_module(f"{__package__}.checks.{self.name}"), "NOTES", {}))

    def with_tests(self, sources: dict[str, str]) -> "Assignment":
        """The same assignment with the full text of its graded cells, hidden tests included."""
        cells = (replace(cell, source=sources.get(cell.id, cell.source)) if cell.grade else cell for cell in self.cells)
        return replace(self, cells=tuple(cells))

    @cached_property
    def reference(self) -> Reference:
        """The reference, ready to be asked."""
        held = misconceptions(text_of(self.name), self.reference_source)
        return Reference(self.reference_source, held)

    @property
    def reference_functions(self) -> dict[str, str]:
        """The source of each reference function, by name."""
        return {
            exercise.name: functions(self.reference_source, frozenset([exercise.name])) for exercise in self.exercises
        }

    def before(self, exercise: Exercise) -> str:
        """The reference's source of the functions of the exercises before this one."""
        names = {other.name for other in self.exercises[: self.exercises.index(exercise)]}
        return functions(self.reference_source, frozenset(names))

    @property
    def points(self) -> float:
        """The points of the whole assignment."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def setup(self) -> list[str]:
        """The given cells that run before the student's."""
        return [cell.source for cell in self.cells if cell.is_setup]

    @property
    def opening(self) -> int:
        """How many of them come before the first answer: these need nothing of a student's to run."""
        cells = takewhile(lambda cell: not cell.solution, self.cells)
        return sum(cell.is_setup for cell in cells)


@lru_cache(maxsize=4)
def _known(*fields: Any) -> Assignment:
    """The assignment that came before, if it is the same: its reference remembers what it was asked."""
    return Assignment(*fields)
