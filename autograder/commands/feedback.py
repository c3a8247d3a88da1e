"""Write the students' pages anew, and a zip of them for the LMS."""

import argparse
import sys
from pathlib import Path

from ..course import Course
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--zip", choices=["moodle", "canvas"], help="the LMS that the submissions were collected from")
    parser.add_argument("--output", type=Path, help="the zip (default: course/feedback/ASSIGNMENT-LMS.zip)")


def run(options: argparse.Namespace, course: Course) -> int:
    """Write pages and zip; status 1 when the LMS would not find someone."""
    from ..assignments.assignment import Assignment
    from ..files import write
    from ..pages import student_page
    from ..records.results import graded
    from ..records.writer import pages as all_pages
    from ..submissions.collection import collected

    name = chosen(options.assignment, graded(course))
    assignment = Assignment.of(course, name)
    notebook, pages = assignment.notebook, all_pages(course, assignment)
    for student, page in pages.items():
        write(course.step("feedback") / student / name / f"{notebook}.html", page)
    print(f"{len(pages)} pages in {course.step('feedback').resolve()}")
    if not options.zip:
        return 0
    path = options.output or course.folder / "feedback" / f"{name}-{options.zip}.zip"
    lost = student_page.bundle(path, pages, collected(course, name), options.zip, notebook)
    print(path)
    if lost:
        print(f"No single account of {options.zip.title()} is known, so not in it: {', '.join(lost)}.", file=sys.stderr)
    return int(bool(lost))
