"""Say what the class understood: one page, also as JSON or CSV."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..course import Course
from . import chosen

if TYPE_CHECKING:
    from ..assignments.assignment import Assignment


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--output", type=Path, help="the page (default: course/report/ASSIGNMENT.html, or ASSIGNMENT-anonymous.html)"
    )
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--csv", type=Path, help="write a row for each exercise and check to this file")
    parser.add_argument(
        "--anonymous", action="store_true", help="no name and no word of a student's, to show it in the lecture"
    )


def run(options: argparse.Namespace, course: Course) -> int:
    """Write the report, and print where it lies."""
    from ..assignments.assignment import Assignment
    from ..files import write
    from ..pages import class_report
    from ..pages.anonymous import anonymized
    from ..records.results import graded

    assignment = Assignment.of(course, chosen(options.assignment, graded(course)))
    ending = "-anonymous" if options.anonymous else ""
    page = options.output or course.folder / "report" / f"{assignment.name}{ending}.html"
    numbers = _numbers(course, assignment, page)
    if options.anonymous:
        numbers = anonymized(numbers, assignment.reference.misconceptions if assignment.checks else ())
    write(page, class_report.page(numbers))
    _tables(options, numbers)
    print(page)
    return 0


def _numbers(course: Course, assignment: "Assignment", page: Path) -> dict[str, Any]:
    """All that the page says."""
    from ..pages import class_report
    from ..records.marks import marks
    from ..records.results import refused, results

    def link(student: str) -> str | None:
        """The way from the report to a student's page, if there is one."""
        target = course.step("feedback") / student / assignment.name / f"{assignment.notebook}.html"
        return quote(os.path.relpath(target, page.parent)) if target.exists() else None

    everyone = results(course, assignment.name)
    known = marks(course, assignment) if course.has_gradebook else {}
    numbers = class_report.numbers(everyone, known, link, refused(course, assignment.name))
    class_report.illustrate(numbers["misconceptions"], everyone, assignment.name)
    return numbers


def _tables(options: argparse.Namespace, numbers: dict[str, Any]) -> None:
    """Write the numbers to the files that were asked for."""
    from ..files import write_json
    from ..pages import items
    from ..records import lms

    if options.json:
        write_json(options.json, numbers)
    if options.csv:
        rows = items.rows(numbers)
        lms.write(options.csv, [list(rows[0]) if rows else [], *(list(row.values()) for row in rows)])
