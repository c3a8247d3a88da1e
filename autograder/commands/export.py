"""Write the marks as CSV for Canvas, Moodle, or anything else."""

import argparse
import sys
from pathlib import Path

from ..course import Course
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help="the CSV file to write")
    parser.add_argument("--form", choices=["canvas", "moodle", "generic"], default="generic", help="default: generic")
    parser.add_argument("--column", help="Canvas's name of the assignment, as in its own export: NAME (NUMBER)")


def run(options: argparse.Namespace, course: Course) -> int:
    """Export; status 1 when someone cannot be in the file."""
    from ..assignments.assignment import Assignment
    from ..records.lms import FORMS, write
    from ..records.marks import STATUSES, marks
    from ..records.results import graded
    from ..submissions.collection import collected

    assignment = Assignment.of(course, chosen(options.assignment, graded(course)))
    everyone = marks(course, assignment).values()
    origins = collected(course, assignment.name)
    numbers = {key: origin["number"] for key, origin in origins.items() if origin["form"] == options.form}
    write(options.file, FORMS[options.form](everyone, assignment.points, numbers, options.column or assignment.name))
    counts = ", ".join(f"{sum(mark.status == status for mark in everyone)} {status}" for status in STATUSES)
    print(f"{options.file}: {counts}")
    marked = {mark.student.id for mark in everyone if mark.score is not None}
    lost = sorted(marked - numbers.keys()) if options.form == "moodle" else []
    if lost:
        print(f"Not in the file, since Moodle's number is not known: {', '.join(lost)}.", file=sys.stderr)
    return int(bool(lost))
