"""The one writer: it puts what came out of the judge where it belongs."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import KitError, UsageError
from ..files import write, write_json
from ..judging.job import Outcome
from ..pages import student_page
from ..sandbox import jail
from .gradebook import Gradebook


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
        return result if result.get("fingerprint") == fingerprint and not result.get("ours") else None

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
        write(self._page("feedback", student, "html"), student_page.page(result))
        write_json(self.result_path(student), {**result, "fingerprint": outcome.job.fingerprint})
        return result

    def _page(self, step: str, student: str, ending: str) -> Path:
        folder = self._course.step(step) / student / self._assignment.name
        return folder / f"{self._assignment.notebook}.{ending}"
