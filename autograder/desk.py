"""The desk: where submissions come in, and where the one writer puts what came out of the judge."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from . import feedback, jail
from .assignment import Assignment
from .batch import OUR_FAULT, Outcome
from .course import Course
from .errors import KitError, Unreadable, UsageError
from .gradebook import Gradebook
from .notebook import write, write_json
from .submission import load

MARKUP = set("<>&\"'`\\")  # nbgrader's own pages print a name as it is


@dataclass(frozen=True)
class Received:
    """A submission as it lies there: whose it is, its file, when it was handed in, or why it is of no use."""

    student: str
    path: Path | None
    handed_in: datetime | None = None
    unreadable: str | None = None
    refused: str | None = None

    def content(self) -> tuple[bytes, str | None]:
        """Read the file; return its bytes, or nothing and the reason."""
        if self.unreadable or self.path is None:
            return b"", self.unreadable or "there is no notebook in it"
        try:
            return load(self.path), None
        except Unreadable as reason:
            return b"", str(reason)


def received(folder: Path, assignment: Assignment) -> list[Received]:
    """List the submissions in a folder: nbgrader's layout, or one notebook a student."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give the folder of the submissions.")
    nested = sorted(path for path in folder.glob(f"*/{assignment.name}") if path.is_dir())
    found = [_from_folder(path, assignment) for path in nested] if nested else list(_flat(folder))
    if not found:
        raise UsageError(f"There are no submissions of {assignment.name} in {folder}.")
    return found


def _flat(folder: Path) -> Iterator[Received]:
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".ipynb"):
            student = path.name.removesuffix(".ipynb")
            yield Received(student, path, refused=_bad_name(student))


def _from_folder(folder: Path, assignment: Assignment) -> Received:
    """Find the notebook by its name, or the only one there is: browsers call it `name (1).ipynb`."""
    student = folder.parent.name
    exact, others = folder / f"{assignment.notebook}.ipynb", sorted(folder.glob("*.ipynb"))
    path = exact if exact in others else others[0] if len(others) == 1 else None
    reason = (
        f"there are {len(others)} notebooks in it, and none is called {exact.name}" if others and not path else None
    )
    return Received(student, path, handed_in(folder), reason, _bad_name(student))


def _bad_name(student: str) -> str | None:
    """Refuse names that nbgrader, a file system or a terminal would trip over."""
    good = (
        student.isprintable() and not student.startswith(".") and not set(student) & MARKUP and 0 < len(student) <= 100
    )
    return None if good else "its name is none that a student can have"


def handed_in(folder: Path) -> datetime | None:
    """Read nbgrader's timestamp of a submission, if there is one."""
    stamp = folder / "timestamp.txt"
    if not stamp.is_file():
        return None
    from nbgrader.utils import parse_utc

    try:
        parsed: datetime = parse_utc(stamp.read_text().strip())
        return parsed
    except (ValueError, OverflowError, OSError):
        return None


class Writer:
    """Saves outcomes, one at a time: gradebook, notebook, feedback, and last the result, which marks it as done."""

    def __init__(self, course: Course, assignment: Assignment) -> None:
        if open_folder := jail.exposed(course.folder):
            raise UsageError(f"Students' code can read all of {open_folder}: keep the course elsewhere.")
        self._course, self._assignment = course, assignment
        self.gradebook = Gradebook(course, assignment)
        self._roster = self.gradebook.roster()

    def known(self, student: str) -> bool:
        """Tell whether the student may be graded: is on the roster, if there is one."""
        return not self._roster or student in self._roster

    def result_path(self, student: str) -> Path:
        """Where the result of a student lies."""
        return self._course.step("results") / self._assignment.name / f"{student}.json"

    def done(self, student: str, fingerprint: str) -> dict[str, Any] | None:
        """The result, if this very submission was graded before."""
        try:
            result: dict[str, Any] = json.loads(self.result_path(student).read_text())
        except (OSError, ValueError):
            return None
        ours = OUR_FAULT in (result.get("reason") or "")  # to be tried again
        return result if result.get("fingerprint") == fingerprint and not ours else None

    def save(self, outcome: Outcome) -> dict[str, Any]:
        """Save everything about one outcome; return the result as data."""
        try:
            return self._save(outcome)
        except OSError as error:
            raise KitError(f"Could not save the result of {outcome.result.student}: {error.strerror}.") from None
        except SQLAlchemyError as error:
            raise KitError(f"The gradebook could not be written ({error.args[0]}). Is it open elsewhere?") from None

    def _save(self, outcome: Outcome) -> dict[str, Any]:
        result, student = outcome.result.data(), outcome.result.student
        self.result_path(student).unlink(missing_ok=True)
        self.gradebook.save(outcome.result, outcome.job.handed_in)
        write_json(self._page("autograded", student, "ipynb"), outcome.notebook)
        write(self._page("feedback", student, "html"), feedback.page(result))
        write_json(self.result_path(student), {**result, "fingerprint": outcome.job.fingerprint})
        return result

    def _page(self, step: str, student: str, ending: str) -> Path:
        folder = self._course.step(step) / student / self._assignment.name
        return folder / f"{self._assignment.notebook}.{ending}"
