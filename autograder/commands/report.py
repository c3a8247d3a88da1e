"""Say what the class understood: one page, also as JSON or CSV."""

import argparse
from pathlib import Path

from ..course import Course
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--output", type=Path, help="the page (default: course/report/ASSIGNMENT.html)")
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--csv", type=Path, help="write a row for each exercise and check to this file")
    parser.add_argument("--anonymous", action="store_true", help="leave out all names, to show it in the lecture")


def run(options: argparse.Namespace, course: Course) -> int:
    """Write the report, and print where it lies."""
    from ..files import write, write_json
    from ..pages import class_report
    from ..records import lms
    from ..records.results import graded, results

    name = chosen(options.assignment, graded(course))
    everyone = results(course, name)
    numbers = class_report.numbers(everyone)
    class_report.illustrate(numbers["misconceptions"], everyone, name)
    if options.anonymous:
        numbers = class_report.anonymized(numbers)
    page = options.output or course.folder / "report" / f"{name}.html"
    write(page, class_report.page(numbers))
    if options.json:
        write_json(options.json, numbers)
    if options.csv:
        rows = class_report.items(numbers)
        lms.write(options.csv, [list(rows[0]) if rows else [], *(list(row.values()) for row in rows)])
    print(page)
    return 0
