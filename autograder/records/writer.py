"""The one writer: it puts what came out of the judge where it belongs."""

import errno
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import KitError, Unreadable, UsageError
from ..files import write, write_json
from ..judging.job import Outcome
from ..pages import student_page
from ..sandbox import jail
from ..submissions.file import load
from .gradebook import Gradebook
from .marks import marks
from .results import result_of, result_path, results

# nbgrader's exchange finds the student whose page it is by these, which lie beside each submission that came by it.
EXCHANGE = ("timestamp.txt", "submission_secret.txt")
MOST_BESIDE = 200  # bytes
EVERYONES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # with such an error no other student can be saved


class Writer:
    """Saves outcomes, one at a time: gradebook, notebook, feedback, and last the result, which marks it as done."""

    def __init__(self, course: Course, assignment: Assignment, submissions: Path | None = None) -> None:
        if open_folder := jail.exposed(course.folder):
            raise UsageError(f"Students' code can read all of {open_folder}: keep the course elsewhere.")
        self._course, self.assignment = course, assignment
        self._submissions = submissions or course.step("submitted")
        self.gradebook = Gradebook(course, assignment)
        self.roster = self.gradebook.roster()

    def known(self, student: str) -> bool:
        """Tell whether the student may be graded: is on the roster, if there is one."""
        return not self.roster or student in self.roster

    def done(self, student: str, fingerprint: str) -> dict[str, Any] | None:
        """The result, if this very submission was graded before."""
        result = result_of(self._course, self.assignment.name, student) or {}
        return result if result.get("fingerprint") == fingerprint and not result.get("ours") else None

    def save(self, outcome: Outcome) -> dict[str, Any]:
        """Save everything about one outcome; return the result as data."""
        try:
            return self._save(outcome)
        except OSError as error:
            if error.errno not in EVERYONES:
                raise
            raise KitError(f"Could not save the result of {outcome.result.student}: {error.strerror}.") from None
        except SQLAlchemyError as error:
            raise KitError(f"The gradebook could not be written ({error.args[0]}). Is it open elsewhere?") from None

    def _save(self, outcome: Outcome) -> dict[str, Any]:
        result, student = outcome.result.data(), outcome.result.student
        path = result_path(self._course, self.assignment.name, student)
        path.unlink(missing_ok=True)
        self.gradebook.save(outcome.result, outcome.job.handed_in)
        write_json(self._page("autograded", student, "ipynb"), outcome.notebook)
        mark = marks(self._course, self.assignment, student)[student]
        write(self._page("feedback", student, "html"), student_page.page(result, mark))
        self._keep_beside(student)
        write_json(path, {**result, "fingerprint": outcome.job.fingerprint})
        return result

    def settle(self) -> None:
        """Redo the bookkeeping of everyone, by today's due date, extra days and rule; and the pages that it changes."""
        before = marks(self._course, self.assignment)
        self.gradebook.settle()
        after = marks(self._course, self.assignment)
        for student in (name for name, mark in after.items() if mark != before.get(name)):
            for page in pages(self._course, self.assignment, student).values():
                write(self._page("feedback", student, "html"), page)

    def _keep_beside(self, student: str) -> None:
        """Put what nbgrader's exchange looks for beside notebook and page, or take it away where it is gone."""
        for name in EXCHANGE:
            try:
                text = load(self._submissions / student / self.assignment.name / name, MOST_BESIDE).decode()
            except (Unreadable, ValueError):
                text = ""
            for step in ("autograded", "feedback"):
                path = self._page(step, student, "").with_name(name)
                write(path, text) if text else path.unlink(missing_ok=True)

    def _page(self, step: str, student: str, ending: str) -> Path:
        folder = self._course.step(step) / student / self.assignment.name
        return folder / f"{self.assignment.notebook}.{ending}"


def pages(course: Course, assignment: Assignment, student: str | None = None) -> dict[str, str]:
    """The pages of everyone with a result, or of one student, by what the gradebook says today."""
    found = [result_of(course, assignment.name, student)] if student else results(course, assignment.name)
    known = marks(course, assignment, student)
    return {one["student"]: student_page.page(one, known.get(one["student"])) for one in found if one}
