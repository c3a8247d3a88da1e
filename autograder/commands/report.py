"""Say what the class understood: one page, also as JSON or CSV."""

import argparse
import os
from pathlib import Path
from urllib.parse import quote

from ..course import Course
from . import chosen


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
    from ..files import write, write_json
    from ..pages import class_report
    from ..pages.anonymous import anonymized
    from ..records import lms
    from ..records.marks import marks
    from ..records.results import graded, results

    assignment = Assignment.of(course, chosen(options.assignment, graded(course)))
    name, ending = assignment.name, "-anonymous" if options.anonymous else ""
    page = options.output or course.folder / "report" / f"{name}{ending}.html"

    def link(student: str) -> str | None:
        """The way from the report to a student's page, if there is one."""
        target = course.step("feedback") / student / name / f"{assignment.notebook}.html"
        return quote(os.path.relpath(target, page.parent)) if target.exists() else None

    everyone = results(course, name)
    known = marks(course, assignment) if course.has_gradebook else {}
    numbers = class_report.numbers(everyone, known, link)
    class_report.illustrate(numbers["misconceptions"], everyone, name)
    if options.anonymous:
        numbers = anonymized(numbers, assignment.reference.misconceptions if assignment.checks else ())
    write(page, class_report.page(numbers))
    if options.json:
        write_json(options.json, numbers)
    if options.csv:
        rows = class_report.items(numbers)
        lms.write(options.csv, [list(rows[0]) if rows else [], *(list(row.values()) for row in rows)])
    print(page)
    return 0
