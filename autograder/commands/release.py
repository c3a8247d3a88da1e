"""Make the notebook that students get, and have the gradebook know it."""

import argparse

from ..course import Course


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no option of its own."""


def run(options: argparse.Namespace, course: Course) -> int:
    """Release one assignment, or all that have been written."""
    from ..assignments.master import release

    for name in [options.assignment] if options.assignment else course.written():
        print(release(course, name).relative_to(course.kit))
    return 0
