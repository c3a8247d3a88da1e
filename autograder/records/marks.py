"""Marks as CSV, in the form that an LMS reads. A mark is what nbgrader's gradebook says: the score given by hand
where there is one, else the checks', with extra credit, less the penalty for lateness.

canvas (Grades, Import)
    Student, ID, SIS User ID, SIS Login ID, Section, then the assignment; the second row has its points. Canvas finds
    the student by ID, which is the roster's lms_user_id or the number in Canvas's zip, else by SIS Login ID, which
    is nbgrader's student id. It finds the assignment by its name, best as in Canvas's own export: NAME (NUMBER).
moodle (Assignment, Upload grading worksheet)
    Identifier, Full name, Email address, Status, Grade, Maximum grade, Last modified (grade). Identifier is
    "Participant NUMBER" as in Moodle's zip of this assignment; who is not in the zip is not in the file. Without
    the zip take the generic form, and Moodle's Grades, Import, CSV file, by email.
generic
    assignment, student_id, last_name, first_name, email, lms_user_id, status, timestamp, raw_score, late_penalty,
    score, max_score.

Who handed in nothing has an empty mark and never a zero; so has who still waits for a person's mark.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import UsageError
from ..submissions.roster import Person

GRADED, WAITING, NOTHING = STATUSES = ("graded", "to be graded by hand", "no submission")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Rows = list[list[Any]]


@dataclass(frozen=True)
class Mark:
    """A student's mark; the score is empty, and not zero, where there is none."""

    student: Person
    status: str
    timestamp: str = ""
    raw: float | str = ""
    penalty: float | str = ""
    score: float | str = ""
    comments: tuple[str, ...] = ()


def marks(course: Course, assignment: str) -> tuple[list[Mark], float]:
    """Everyone's mark by nbgrader's gradebook, and the points that there are."""
    from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook

    if course.db_url.startswith("sqlite") and not course.gradebook_path.exists():
        raise UsageError("There is no gradebook yet. First: python -m autograder grade")
    with Gradebook(course.db_url, course.config.CourseDirectory.course_id) as book:
        try:
            most = float(book.find_assignment(assignment).max_score)
        except MissingEntry:
            raise UsageError(f"The gradebook does not know {assignment}.") from None
        unclear = book.db.query(SubmittedAssignment.student_id).join(SubmittedNotebook).join(Grade)
        unclear = unclear.filter(Grade.auto_score.is_(None), Grade.manual_score.is_(None))
        waiting = {student for (student,) in unclear.filter(SubmittedAssignment.name == assignment)}
        handed_in = {one.student_id: one for one in book.assignment_submissions(assignment)}
        return [mark(one, handed_in.get(one.id), one.id in waiting) for one in book.students], most


def mark(row: Any, submitted: Any, waits: bool) -> Mark:
    """One student's mark, from nbgrader's rows."""
    names = (getattr(row, name) or "" for name in ("first_name", "last_name", "email", "lms_user_id"))
    student = Person(row.id, *names)
    if submitted is None:
        return Mark(student, NOTHING)
    when = f"{submitted.timestamp:%Y-%m-%d %H:%M:%S} UTC" if submitted.timestamp else ""
    if waits:
        return Mark(student, WAITING, when)
    raw, penalty = float(submitted.score), float(submitted.late_submission_penalty or 0)
    comments = [
        one.manual_comment for notebook in submitted.notebooks for one in notebook.comments if one.manual_comment
    ]
    return Mark(student, GRADED, when, raw, penalty, round(max(0.0, raw - penalty), 4), tuple(comments))


def canvas(marks: list[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """The rows that Canvas reads."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column]
    rows = []
    for one in marks:
        who = one.student
        name = ", ".join(part for part in (who.last_name, who.first_name) if part) or who.id
        rows.append([name, who.lms_user_id or numbers.get(who.id, ""), "", who.id, "", one.score])
    return [head, ["    Points Possible", "", "", "", "", most], *rows]


def moodle(marks: list[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """The rows that Moodle reads, of those whose participant number is known."""
    head = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Last modified (grade)"]
    rows = []
    for one in marks:
        if number := numbers.get(one.student.id):
            name = f"{one.student.first_name} {one.student.last_name}".strip()
            rows.append([f"Participant {number}", name, one.student.email, one.status, one.score, most, "-"])
    return [head, *rows]


def generic(marks: list[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """All that there is, for any other system."""
    head = ["assignment", "student_id", "last_name", "first_name", "email", "lms_user_id"]
    rows = []
    for one in marks:
        who = [
            one.student.id,
            one.student.last_name,
            one.student.first_name,
            one.student.email,
            one.student.lms_user_id,
        ]
        rows.append([column, *who, one.status, one.timestamp, one.raw, one.penalty, one.score, most])
    return [[*head, "status", "timestamp", "raw_score", "late_penalty", "score", "max_score"], *rows]


FORMS = {"canvas": canvas, "moodle": moodle, "generic": generic}


def write(path: Path, rows: Rows) -> None:
    """Write rows as CSV that no spreadsheet takes for formulas."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([disarmed(cell) for cell in row] for row in rows)


def disarmed(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would compute."""
    return f"'{cell}" if isinstance(cell, str) and cell != "-" and cell.lstrip(" ").startswith(FORMULA) else cell
