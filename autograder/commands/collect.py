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
    for one in everyone:
        for said in [*one.notes, *one.asides]:
            name = f" ({one.files[0].name})" if one.student and one.files[0].name else ""
            print(f"{one.student or 'left out'}{short(name, 60)}: {short(said, 200)}")
    students = sum(one.student is not None and not one.notes for one in everyone)
    print(f"{students} students collected into {course.step('submitted').resolve()}. Next: python -m autograder grade")
    return int(any(one.notes for one in everyone))


def named_in(archive: Path, course: Course) -> list[str]:
    """The assignments whose notebooks the archive names; all if it names none."""
    known, files = course.assignments(), ""
    with contextlib.suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(archive) as opened:
        files = "\n".join(opened.namelist())
    return [name for name in known if course.released(name).stem in files] or known
