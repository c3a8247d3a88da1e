"""The command line: python -m autograder release | grade | feedback | doctor.

Exit status: 0 all is well, 1 some submissions could not be graded, 2 wrong usage, 3 this machine's fault or ours,
130 interrupted.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from .course import Course
from .errors import KitError, UsageError

ERRORS = Console(stderr=True, soft_wrap=True, highlight=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.command(options)
    except KitError as error:
        ERRORS.print(str(error), style="bold red", markup=False)
        return error.status
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    outer = argparse.ArgumentParser(prog="python -m autograder", description="Grade notebooks behind a wall.")
    commands = outer.add_subparsers(title="commands", required=True)
    for name, command, text in (
        ("release", release, "make the notebook that students get"),
        ("grade", grade, "grade submissions into the gradebook"),
        ("doctor", doctor, "try what this machine can do"),
    ):
        one = commands.add_parser(name, help=text, description=f"{text.capitalize()}.")
        one.set_defaults(command=command)
        one.add_argument("--course", type=Path, help="folder of gradebook, feedback and the like (default: course)")
        one.add_argument("--assignment", help="default: the only one, or the one that was submitted")
        if name == "grade":
            add_grading(one)
    return outer


def add_grading(one: argparse.ArgumentParser) -> None:
    """Describe the options of `grade`."""
    one.add_argument("submissions", nargs="?", type=Path, help="folder of submissions (default: course/submitted)")
    one.add_argument("--student", action="append", default=[], help="grade this student only; may be repeated")
    one.add_argument("--jobs", type=positive, default=len(os.sched_getaffinity(0)), help="submissions at a time")
    one.add_argument("--time-limit", type=positive, default=3, help="CPU seconds a submission (default: 3)")
    one.add_argument("--memory-limit", type=positive, default=1024, help="MiB a submission (default: 1024)")
    one.add_argument("--seed", type=int, help="draw inputs from this number, not from the course's secret")
    one.add_argument("--json", type=Path, help="write the results to this file, one JSON object a line")
    one.add_argument("--regrade", action="store_true", help="grade what has not changed as well")
    one.add_argument("--quiet", action="store_true", help="print nothing but the results")


def positive(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def release(options: argparse.Namespace) -> int:
    """Make the notebooks of all assignments, or of one."""
    from .release import release as make

    course = Course(options.course)
    for name in [options.assignment] if options.assignment else course.written():
        print(make(course, name))
    return 0


def grade(options: argparse.Namespace) -> int:
    """Grade; print the table; tell what to do about what could not be graded."""
    from .class_table import print_table
    from .grading import Grading, Plan
    from .progress import shown

    course = Course(options.course)
    submissions = options.submissions or course.step("submitted")
    grading = Grading(
        Plan(
            course, settings(options, course, submissions), submissions,
            str(options.seed).encode() if options.seed is not None else course.secret,
            tuple(options.student), options.regrade, options.jobs,
        )
    )  # fmt: skip
    if missing := set(options.student) - {one.student for one in grading.received}:
        raise UsageError(f"There is no submission of {', '.join(sorted(missing))}.")
    results: list[dict[str, Any]] = []
    try:
        results.extend(shown(grading, len(grading.received), options.quiet))
    except KeyboardInterrupt:
        ERRORS.print("\nInterrupted. What is graded is saved; the same command goes on with the rest.")
        raise
    finally:
        if options.json:
            write_lines(options.json, results)
    print_table(Console(), results)
    return int(any(result["status"] != "graded" for result in results))


def settings(options: argparse.Namespace, course: Course, submissions: Path) -> Any:
    """Choose the assignment and the sandbox."""
    from .assignment import Assignment
    from .batch import Settings
    from .sandbox import Limits

    name = options.assignment or only_assignment(course, submissions)
    reference = course.kit / "solutions" / f"{name}.py"
    assignment = Assignment.load(name, course.released(name), reference)
    return Settings(assignment, Limits(options.time_limit, options.memory_limit), "jail")


def only_assignment(course: Course, submissions: Path) -> str:
    """The one assignment that there is, or that was submitted; raise `UsageError` when that is not clear."""
    known = course.assignments()
    found = known if len(known) == 1 else [name for name in known if any(submissions.glob(f"*/{name}"))]
    if len(found) != 1:
        raise UsageError(f"Which assignment? Give one with --assignment: {', '.join(known) or 'none is released'}.")
    return found[0]


def write_lines(path: Path, results: list[dict[str, Any]]) -> None:
    """Write results as JSON, one a line, without what is ours alone."""
    lines = [json.dumps({key: value for key, value in result.items() if key != "fingerprint"}) for result in results]
    path.write_text("".join(f"{line}\n" for line in lines))


def doctor(options: argparse.Namespace) -> int:
    """Try the sandbox on this machine, attacks included."""
    from .canary import attacks_that_work
    from .sandbox import Sandbox

    with Sandbox() as sandbox:
        worked = attacks_that_work(sandbox)
    if worked:
        raise KitError(f"The sandbox leaks: a canary could {', '.join(worked)}. Nothing can be graded here.")
    print("This machine can grade safely: jail, limits and system-call filter hold.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
