"""What the gradebook says of everyone, in nbgrader's sense: a score by hand goes before the checks', extra credit is
added, the penalty for lateness taken off. Who handed in nothing has no mark, and never a zero; nor has who still
waits for a person's score.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sql

from ..assignments.assignment import Assignment
from ..course import Course
from ..errors import UsageError
from ..submissions.roster import Person

GRADED, WAITING, NOTHING = STATUSES = ("graded", "to be graded by hand", "no submission")
SCORES = sql.text("""
    SELECT student.id AS student, first_name, last_name, email, lms_user_id, submitted.id AS submission, timestamp,
      extension, duedate, late_submission_penalty, base_cell.name AS cell, auto_score, manual_score, extra_credit,
      max_score
    FROM assignment CROSS JOIN student
    LEFT JOIN submitted_assignment submitted
      ON submitted.assignment_id = assignment.id AND submitted.student_id = student.id
    LEFT JOIN submitted_notebook page ON page.assignment_id = submitted.id
    LEFT JOIN grade ON grade.notebook_id = page.id
    LEFT JOIN base_cell ON base_cell.id = grade.cell_id
    LEFT JOIN grade_cells ON grade_cells.id = base_cell.id
    WHERE assignment.name = :assignment AND (:student IS NULL OR student.id = :student)
    ORDER BY last_name, first_name, student.id
""").columns(timestamp=sql.DateTime, extension=sql.Interval, duedate=sql.DateTime)
COMMENTS = sql.text("""
    SELECT student_id, base_cell.name, manual_comment FROM comment
    JOIN submitted_notebook page ON page.id = comment.notebook_id
    JOIN submitted_assignment submitted ON submitted.id = page.assignment_id
    JOIN assignment ON assignment.id = submitted.assignment_id JOIN base_cell ON base_cell.id = comment.cell_id
    WHERE assignment.name = :assignment AND (:student IS NULL OR student_id = :student)
      AND manual_comment IS NOT NULL AND manual_comment != ''
""")


@dataclass(frozen=True)
class Score:
    """What an exercise earned: by the checks, by hand, and as extra credit."""

    auto: float | None
    manual: float | None
    extra: float
    most: float

    @property
    def value(self) -> float | None:
        """What counts; None as long as a person has to decide."""
        return self.auto if self.manual is None else self.manual


@dataclass(frozen=True)
class Mark:
    """A student's mark and how it came about."""

    student: Person
    submitted: bool = False
    handed_in: datetime | None = None
    late: timedelta = timedelta(0)
    extra_time: timedelta = timedelta(0)
    taken: float = 0.0  # for lateness
    scores: dict[str, Score] = field(default_factory=dict)  # by exercise
    comments: tuple[tuple[str, str], ...] = ()  # exercise and text

    @property
    def waiting(self) -> list[str]:
        """The exercises that a person has to score."""
        return [name for name, score in self.scores.items() if score.value is None]

    @property
    def scored(self) -> bool:
        """Whether anything of it has a score."""
        return len(self.waiting) < len(self.scores)

    @property
    def status(self) -> str:
        """In words."""
        return (WAITING if self.waiting else GRADED) if self.submitted else NOTHING

    @property
    def extra(self) -> float:
        """Extra credit."""
        return sum(score.extra for score in self.scores.values())

    @property
    def raw(self) -> float:
        """All points so far."""
        return sum(score.value or 0.0 for score in self.scores.values()) + self.extra

    @property
    def total(self) -> float:
        """All points so far, less what lateness took."""
        return round(max(0.0, self.raw - self.taken), 4)

    @property
    def score(self) -> float | None:
        """The mark, if there is one."""
        return self.total if self.status == GRADED else None


def marks(course: Course, assignment: Assignment, student: str | None = None) -> dict[str, Mark]:
    """Everyone's mark by nbgrader's id, or that of one student."""
    if not course.has_gradebook:
        raise UsageError("There is no gradebook yet. First: python -m autograder grade")
    which = {"assignment": assignment.name, "student": student}
    with course.engine.connect() as db:
        rows, comments = db.execute(SCORES, which).all(), db.execute(COMMENTS, which).all()
    names = {exercise.graded: exercise.name for exercise in assignment.exercises}
    together: dict[str, list[Any]] = {}
    for row in rows:
        together.setdefault(row.student, []).append(row)
    said = {who: tuple((cell, text) for name, cell, text in comments if name == who) for who in together}
    return {who: _mark(own, names, said[who]) for who, own in together.items()}


def _mark(rows: list[Any], names: dict[str, str], comments: tuple[tuple[str, str], ...]) -> Mark:
    """One student's mark, from a row for each graded cell."""
    row, order = rows[0], list(names)
    student = Person(row.student, *(part or "" for part in row[1:5]))
    if row.submission is None:
        return Mark(student)
    cells = sorted((row for row in rows if row.cell in names), key=lambda row: order.index(row.cell))
    scores = {
        names[row.cell]: Score(row.auto_score, row.manual_score, row.extra_credit or 0.0, row.max_score)
        for row in cells
    }
    extra_time = row.extension or timedelta(0)
    late = lateness(row.timestamp, row.duedate, extra_time)
    return Mark(student, True, row.timestamp, late, extra_time, row.late_submission_penalty or 0.0, scores, comments)


def lateness(handed_in: datetime | None, due: datetime | None, extra_time: timedelta) -> timedelta:
    """How late a submission came."""
    return max(handed_in - due - extra_time, timedelta(0)) if handed_in and due else timedelta(0)
