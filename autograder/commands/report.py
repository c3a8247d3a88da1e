"""Say what the class understood: one page, also as JSON or CSV."""

import argparse
import csv
from pathlib import Path
from typing import Any

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

    name = chosen(options.assignment, class_report.graded(course))
    everyone = class_report.results(course, name)
    numbers = class_report.numbers(everyone)
    class_report.illustrate(course, numbers["misconceptions"], name)
    if options.anonymous:
        numbers = class_report.anonymized(numbers)
    page = options.output or course.folder / "report" / f"{name}.html"
    write(page, class_report.page(numbers))
    if options.json:
        write_json(options.json, numbers)
    if options.csv:
        write_items(options.csv, class_report.items(numbers))
    print(page)
    return 0


def write_items(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]) if rows else [])
        table.writeheader()
        table.writerows(rows)
