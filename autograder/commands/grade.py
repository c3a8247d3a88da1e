"""Grade submissions into the gradebook, with feedback, and print the class table."""

import argparse
import contextlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from ..course import Course
from ..errors import KitError, Unreadable, UsageError
from ..judging.workers import Scheduling, cores
from ..records.attempts import KEPT, NEWEST
from ..sandbox.launch import Zygote, ahead, choose_tier, why_second
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("submissions", nargs="?", type=Path, help="folder of submissions (default: course/submitted)")
    parser.add_argument("--student", action="append", default=[], help="grade this student only; may be repeated")
    parser.add_argument("--jobs", type=positive, default=cores(), help="submissions at a time (default: the cores)")
    parser.add_argument("--scheduler", help="grade on this Dask cluster, as tcp://HOST:8786")
    parser.add_argument("--time-limit", type=positive, help="seconds for a submission's process (default: 1)")
    parser.add_argument("--memory-limit", type=positive, help="MiB for a submission (default: 1024)")
    parser.add_argument("--seed", type=int, help="draw inputs from this number instead of the course's secret")
    parser.add_argument("--json", type=Path, help="write the results to this file, one JSON object per line")
    parser.add_argument("--regrade", action="store_true", help="also grade what has not changed")
    parser.add_argument("--keep", choices=KEPT, help="the attempt that counts (default: newest)")
    parser.add_argument("--dry-run", action="store_true", help="say whose mark would change, and write nothing")
    parser.add_argument("--no-sandbox", action="store_true", help="only for notebooks that you wrote yourself")
    parser.add_argument("--quiet", action="store_true", help="print nothing but the results")


def positive(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def run(options: argparse.Namespace, course: Course) -> int:
    """Grade; status 1 when something could not be graded, 3 when that was our own fault."""
    tier = "none" if options.no_sandbox else choose_tier()
    if tier == "landlock" and not options.quiet:
        print(why_second(), file=sys.stderr)
    with contextlib.nullcontext() if options.scheduler else ahead(tier) as zygote:
        return graded(options, course, tier, zygote)


def graded(options: argparse.Namespace, course: Course, tier: str, zygote: Zygote | None) -> int:
    """Grade, show it, and return the status."""
    # Imported late: they bring torch, and neither --help nor the zygote should wait for it.
    from ..grading import Grading
    from ..pages.advice import called
    from ..pages.class_table import Row, print_changes, print_table
    from ..records.changes import changes, standings, too_high
    from ..records.marks import marks

    planned = plan(options, course, tier)
    with planned.course.copied() if options.dry_run else contextlib.nullcontext(planned.course) as place:
        grading = Grading(replace(planned, course=place), zygote)
        before = standings(place, grading.assignment)
        rows = graded_rows(grading, options)
        after, people = standings(place, grading.assignment), marks(place, grading.assignment)
    rows = [
        Row.of(after[row.student].result).with_mark(people[row.student])
        if row.saved
        else replace(row, name=called(row.student, people))
        for row in rows
    ]
    print_table(console(), rows)
    print_changes(console(), changes(before, after), len(before), too_high(after), options.dry_run)
    if options.no_sandbox:
        Console(stderr=True, style="bold red").print("NO SANDBOX: these notebooks ran with your own rights.")
    return status(rows)


def status(rows: list[Any]) -> int:
    """What the command ends with, by what became of each submission."""
    from ..judging.result import NOT_GRADED

    if any(row.ours for row in rows):
        return KitError.status
    return int(any(row.status == NOT_GRADED or row.doubt for row in rows))


def console() -> Console:
    """The terminal, or a page of a fixed width."""
    return Console() if sys.stdout.isatty() else Console(width=110)


def graded_rows(grading: Any, options: argparse.Namespace) -> list[Any]:
    """Grade, show how far it is, write the results as they come; return the table's rows."""
    from ..pages.class_table import Row
    from ..pages.progress import shown

    rows: list[Row] = []
    with lines(options.json) as write:
        try:
            for result in shown(grading, len(grading.received), options.quiet):
                rows.append(Row.of(result))
                write(result)
        except KeyboardInterrupt:
            end = "judged; nothing was written." if options.dry_run else "graded and saved. Run it again to go on."
            Console(stderr=True).print(f"\nInterrupted: {len(rows)} of {len(grading.received)} are {end}")
            raise
    return rows


def plan(options: argparse.Namespace, course: Course, tier: str) -> Any:
    """Choose the assignment, and where the inputs are drawn from."""
    from ..assignments.assignment import Assignment
    from ..grading import Plan
    from ..judging.settings import Settings
    from ..sandbox.outside import Limits

    submissions = options.submissions or course.step("submitted")
    name = options.assignment or only_assignment(course, submissions)
    assignment = Assignment.of(course, name)
    seconds = options.time_limit or course.setting("seconds", Limits.seconds)
    memory = options.memory_limit or course.setting("memory", Limits.memory)
    settings = Settings(assignment, Limits(seconds, memory), tier)
    secret = None if options.seed is None else str(options.seed).encode()
    schedule = Scheduling(options.jobs, options.scheduler)
    keep = options.keep or course.setting("keep", NEWEST)
    if keep not in KEPT:
        raise UsageError(f"c.Judge.keep in nbgrader_config.py is {keep!r}. Write one of: {', '.join(KEPT)}.")
    students = tuple(options.student)
    return Plan(course, settings, submissions, secret, schedule, students, options.regrade, keep)


def only_assignment(course: Course, submissions: Path) -> str:
    """The one assignment that there is, or that was submitted; raise `UsageError` when that is not clear."""
    names = course.assignments()
    candidates = names if len(names) == 1 else [name for name in names if any(submissions.glob(f"*/{name}"))]
    if not candidates and (cells := {name: held(course, name, some(submissions)) for name in names}):
        candidates = [name for name in names if cells[name] == max(cells.values()) > 0]
    if not candidates and not any(submissions.glob("*")):
        raise UsageError(f"There {'are no submissions in' if submissions.is_dir() else 'is no folder'} {submissions}.")
    return chosen(None, candidates or names)


def some(submissions: Path) -> list[Path]:
    """A few of the files in a folder, or in its folders."""
    return [path for path in sorted([*submissions.glob("*"), *submissions.glob("*/*")])[:60] if not path.is_dir()]


def held(course: Course, name: str, notebooks: list[Path]) -> int:
    """How many of an assignment's cells, by their first lines, these notebooks hold; 0 without a function of it."""
    from ..assignments.assignment import Assignment
    from ..submissions.file import load

    assignment = Assignment.of(course, name)
    functions = "|".join(re.escape(exercise.name) for exercise in assignment.exercises)
    first = {json.dumps(cell.source.split("\n")[0], ensure_ascii=False)[1:-1].encode() for cell in assignment.cells}
    count = 0
    for path in notebooks:
        with contextlib.suppress(Unreadable):
            if re.search(rf"def ({functions})\(".encode(), content := load(path)):
                count += 1 + sum(line in content for line in first)
    return count


@contextlib.contextmanager
def lines(path: Path | None) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Open a file for results as JSON, one a line as they come, without what is ours alone."""
    with path.open("w") if path else contextlib.nullcontext() as file:

        def write(result: dict[str, Any]) -> None:
            if file:
                print(json.dumps({key: value for key, value in result.items() if key != "fingerprint"}), file=file)

        yield write
