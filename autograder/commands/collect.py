"""Bring in submissions from a Moodle, Canvas or Gradescope zip."""

import argparse
import contextlib
import zipfile
from pathlib import Path

from ..course import Course
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("archive", type=Path, help="the zip as the LMS hands it out")


def run(options: argparse.Namespace, course: Course) -> int:
    """Collect; status 1 when a person should look at something."""
    from ..assignments.assignment import Assignment
    from ..pages.class_table import short
    from ..submissions.collection import collect

    name = chosen(options.assignment, named_in(options.archive, course))
    everyone = collect(options.archive, course, Assignment.of(course, name))
    for collected in everyone:
        for said in [*collected.notes, *collected.asides]:
            name = f" ({collected.files[0].name})" if collected.student and collected.files[0].name else ""
            print(f"{collected.student or 'left out'}{short(name, 60)}: {short(said, 200)}")
    students = sum(collected.student is not None and not collected.notes for collected in everyone)
    print(f"{students} students collected into {course.step('submitted').resolve()}. Next: python -m autograder grade")
    return int(any(collected.notes for collected in everyone))


def named_in(archive: Path, course: Course) -> list[str]:
    """The assignments whose notebooks the archive names; all if it names none."""
    assignments, files = course.assignments(), ""
    with contextlib.suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(archive) as opened:
        files = "\n".join(opened.namelist())
    return [name for name in assignments if course.released(name).stem in files] or assignments
