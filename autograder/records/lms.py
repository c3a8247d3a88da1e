"""Marks as CSV, in the form that an LMS reads, and a spreadsheet with all its accents.

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

A mark that there is not is empty, and never a zero.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .marks import Mark

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Rows = list[list[Any]]


def canvas(marks: Iterable[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """The rows that Canvas reads."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column]
    rows = []
    for mark in marks:
        who = mark.student
        name = ", ".join(part for part in (who.last_name, who.first_name) if part) or who.id
        rows.append([name, who.lms_user_id or numbers.get(who.id, ""), "", who.id, "", mark.score])
    return [head, ["    Points Possible", "", "", "", "", most], *rows]


def moodle(marks: Iterable[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """The rows that Moodle reads, of those whose participant number is known."""
    head = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Last modified (grade)"]
    rows = []
    for mark in marks:
        if number := numbers.get(mark.student.id):
            rows.append(
                [f"Participant {number}", mark.student.name, mark.student.email, mark.status, mark.score, most, "-"]
            )
    return [head, *rows]


def generic(marks: Iterable[Mark], most: float, numbers: dict[str, str], column: str) -> Rows:
    """All that there is, for any other system."""
    head = ["assignment", "student_id", "last_name", "first_name", "email", "lms_user_id"]
    rows = []
    for mark in marks:
        who = mark.student
        row = [column, who.id, who.last_name, who.first_name, who.email, who.lms_user_id, mark.status]
        when = f"{mark.handed_in:%Y-%m-%d %H:%M:%S} UTC" if mark.handed_in else ""
        given = mark.score is not None
        rows.append([*row, when, mark.raw if given else "", mark.taken if given else "", mark.score, most])
    return [[*head, "status", "timestamp", "raw_score", "late_penalty", "score", "max_score"], *rows]


FORMS = {"canvas": canvas, "moodle": moodle, "generic": generic}


def write(path: Path, rows: Rows) -> None:
    """Write rows as CSV that no spreadsheet takes for formulas, and Excel for UTF-8, by the mark at its beginning."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8-sig", errors="replace") as file:
        csv.writer(file).writerows([disarmed(cell) for cell in row] for row in rows)


def disarmed(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would compute."""
    return f"'{cell}" if isinstance(cell, str) and cell != "-" and cell.lstrip(" ").startswith(FORMULA) else cell
