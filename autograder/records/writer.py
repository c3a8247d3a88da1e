"""The one writer: it puts what came out of the judge where it belongs."""

import errno
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import KitError, Unreadable, UsageError
from ..files import write, write_json
from ..judging.job import Job, Outcome
from ..judging.result import Result
from ..pages import student_page
from ..pages.chapters import chapters
from ..sandbox import jail
from ..submissions.file import load
from ..submissions.submission import Submission
from .attempts import NEWEST, Attempt, Attempts
from .autograded import autograded, unreadable
from .gradebook import Gradebook
from .marks import marks
from .results import result_of, result_path, results

# nbgrader's exchange finds the student whose page it is by these, which lie beside each submission that came by it.
EXCHANGE = ("timestamp.txt", "submission_secret.txt")
MOST_BESIDE = 200  # bytes
EVERYONES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # with such an error no other student can be saved


def _question(error: SQLAlchemyError) -> str:
    """What to look at: SQLite's own code tells a lock from a disk without room."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorname", "SQLITE_BUSY")
    locked = code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return "Is it open elsewhere?" if locked else "Is the disk full, or are you not allowed to write there?"


class Writer:
    """Saves outcomes, one at a time: gradebook, notebook, feedback, and last the result, which marks it as done."""

    def __init__(
        self, course: Course, assignment: Assignment, submissions: Path | None = None, keep: str | None = None
    ) -> None:
        if open_folder := jail.exposed(course.folder):
            raise UsageError(f"Students' code can read all of {open_folder}: keep the course elsewhere.")
        self._course, self.assignment = course, assignment
        self._submissions = submissions or course.step("submitted")
        self.gradebook, self.attempts = Gradebook(course, assignment), Attempts(course, assignment.name)
        self.keep = keep or course.setting("keep", NEWEST)
        self.roster, self._chapters = self.gradebook.roster(), chapters(course, assignment)

    def may_grade(self, student: str) -> bool:
        """Tell whether the student may be graded: is on the roster, if there is one."""
        return not self.roster or student in self.roster

    def has_result(self, student: str) -> bool:
        """Tell whether any submission of the student's is graded."""
        return result_path(self._course, self.assignment.name, student).exists()

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
            raise KitError(f"The gradebook could not be written ({error.args[0]}). {_question(error)}") from None

    def _save(self, outcome: Outcome) -> dict[str, Any]:
        student, name = outcome.job.student, self.assignment.name
        before = result_of(self._course, name, student) or {}
        result_path(self._course, name, student).unlink(missing_ok=True)
        self.attempts.keep(outcome)
        fingerprint = before.get("fingerprint") if outcome.job.attempt else outcome.job.fingerprint
        return self._count(student, fingerprint, outcome)

    def _count(self, student: str, fingerprint: Any, judged: Outcome | None = None) -> dict[str, Any]:
        """Put the attempt that counts into gradebook, notebook and page, and last the result, which says it is done."""
        attempts = self.attempts.of(student)
        counts = self._counting(student, attempts)
        same = judged and counts.result["fingerprint"] == judged.job.fingerprint
        outcome = judged if judged and same else self._outcome(counts)
        self.gradebook.save(outcome.result, counts.handed_in)
        write_json(self.page("autograded", student, "ipynb"), outcome.notebook)
        told = {
            "attempt": counts.number,
            "attempts": [attempt.line() for attempt in attempts],
            "fingerprint": fingerprint,
        }
        result = {**outcome.result.data(), **told}
        mark = marks(self._course, self.assignment, student)[student]
        write(self.page("feedback", student, "html"), student_page.page(result, mark, self._chapters))
        self._keep_beside(student)
        write_json(result_path(self._course, self.assignment.name, student), result)
        return result

    def _counting(self, student: str, attempts: list[Attempt]) -> Attempt:
        """The newest attempt; or the best, less what its lateness costs, of equals the newest."""
        if self.keep == NEWEST:
            return attempts[-1]
        worth = {
            attempt: self.gradebook.worth(student, attempt.result["score"], attempt.handed_in) for attempt in attempts
        }
        return max(attempts, key=lambda attempt: (worth[attempt], attempt.number))

    def _outcome(self, attempt: Attempt) -> Outcome:
        """The outcome of an earlier attempt."""
        result = Result.of(attempt.result)
        job = Job(result.student, attempt.content, result.seed, attempt.result["fingerprint"], result.reason)
        try:
            notebook = autograded(Submission.read(job.content, self.assignment), result)
        except Unreadable:
            notebook = unreadable(result.reason or "", self.assignment.cells)
        return Outcome(job, result, notebook)

    def settle(self) -> None:
        """Redo everyone's bookkeeping, by today's due date, extra days and rule; and the pages that it changes."""
        before = marks(self._course, self.assignment)
        self.gradebook.settle()
        for result in results(self._course, self.assignment.name, none=True):
            attempts = self.attempts.of(result["student"])
            if attempts and self._counting(result["student"], attempts).number != result.get("attempt"):
                self._count(result["student"], result["fingerprint"])
        after = marks(self._course, self.assignment)
        for student in (name for name, mark in after.items() if mark != before.get(name)):
            for page in pages(self._course, self.assignment, student).values():
                write(self.page("feedback", student, "html"), page)

    def _keep_beside(self, student: str) -> None:
        """Put what nbgrader's exchange looks for beside notebook and page, or take it away where it is gone."""
        for name in EXCHANGE:
            try:
                text = load(self._submissions / student / self.assignment.name / name, MOST_BESIDE).decode()
            except (Unreadable, ValueError):
                text = ""
            for step in ("autograded", "feedback"):
                path = self.page(step, student, "").with_name(name)
                write(path, text) if text else path.unlink(missing_ok=True)

    def page(self, step: str, student: str, ending: str) -> Path:
        """Where what a person looks at lies."""
        folder = self._course.step(step) / student / self.assignment.name
        return folder / f"{self.assignment.notebook}.{ending}"


def pages(course: Course, assignment: Assignment, student: str | None = None) -> dict[str, str]:
    """The pages of everyone with a result, or of one student, by what the gradebook says today."""
    everyone = [result_of(course, assignment.name, student)] if student else results(course, assignment.name)
    people, read = marks(course, assignment, student), chapters(course, assignment)
    return {
        result["student"]: student_page.page(result, people.get(result["student"]), read)
        for result in everyone
        if result
    }
