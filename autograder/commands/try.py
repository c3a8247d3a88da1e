"""Try an assignment on wrong answers, and on right ones: which check catches what, and what an author should see."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..course import Course

if TYPE_CHECKING:
    from rich.table import Table

    from ..assignments.trial import Trial


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which assignment."""
    parser.add_argument("name", help="the assignment, which must have been released")
    parser.add_argument("right", nargs="*", type=Path, help="Python files with right answers of your own")


def run(options: argparse.Namespace, course: Course) -> int:
    """Print a table of checks and the warnings; status 1 when there are any."""
    from rich.console import Console

    from ..assignments.assignment import Assignment
    from ..assignments.right import losses
    from ..assignments.trial import Trial
    from ..assignments.values import count

    trial, console = Trial(Assignment.of(course, options.name)), Console(width=120)
    console.print(table(trial))
    warnings = [*trial.doubts(), *(loss for path in options.right for loss in losses(trial.assignment, path))]
    for warning in warnings:
        console.print(warning, style="yellow", markup=False, highlight=False)
    caught = sum(bool(one.refused[0]) for one in trial.wrong)
    told = f"{count(len(trial.notes), 'note')}, {count(len(warnings), 'warning')}"
    console.print(f"{caught} of {len(trial.wrong)} wrong answers are caught; {told}.")
    return int(bool(warnings))


def table(trial: "Trial") -> "Table":
    """How many wrong answers of each kind a check catches, and how many it alone."""
    from rich.table import Table

    from ..assignments.trial import KINDS

    rows = Table("exercise", "check", "points", *(f"{kind}s" for kind in KINDS), "alone", box=None)
    for checks in trial.assignment.checks.values():
        for check in checks:
            counts = trial.caught(check)
            rows.add_row(
                check.exercise, check.name, f"{check.points:g}", *(str(counts[kind]) for kind in (*KINDS, "alone"))
            )
    return rows
