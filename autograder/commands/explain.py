"""Explain a student's score: the function, and each check with what was asked, expected and got, and how to see it."""

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from ..course import Course
from ..errors import UsageError
from ..judging.result import PASSED
from . import chosen


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("student", help="the student's id")
    parser.add_argument("--exercise", help="this exercise only")
    parser.add_argument("--output", type=Path, help="the page (default: course/explain/ASSIGNMENT/STUDENT.html)")


def run(options: argparse.Namespace, course: Course) -> int:
    """Explain in the terminal and as a page, whose path comes last."""
    from ..assignments.assignment import Assignment
    from ..files import write
    from ..pages.student_page import explanation
    from ..records.marks import marks
    from ..records.results import graded, refused, result_of

    name = chosen(options.assignment, graded(course))
    result = result_of(course, name, options.student)
    if result is None:
        why = [row["reason"] for row in refused(course, name) if row["student"] == options.student]
        why = why or ["first: python -m autograder grade"]
        raise UsageError(f"There is no result of {options.student} in {name}: {why[0]}.")
    exercises = result["exercises"]
    if options.exercise not in (None, *exercises):
        raise UsageError(f"There is no exercise {options.exercise!r} (there are: {', '.join(exercises) or 'none'}).")
    result["exercises"] = {key: one for key, one in exercises.items() if options.exercise in (None, key)}
    print_explanation(Console(highlight=False, soft_wrap=True), result, full=bool(options.exercise))
    page = options.output or course.folder / "explain" / name / f"{options.student}.html"
    mark = marks(course, Assignment.of(course, name), options.student).get(options.student)
    write(page, explanation(result, mark))
    print(page)
    return 0


def print_explanation(console: Console, result: dict[str, Any], full: bool) -> None:
    """Print what the page says; in full also of the checks that passed."""
    if result["reason"]:
        console.print(plain(f"Could not be graded: {result['reason']}."))
    for name, exercise in result["exercises"].items():
        score = "–" if exercise["score"] is None else f"{exercise['score']:g}"
        console.print(Text(f"\n{name}: {score} of {exercise['points']:g} points", style="bold"))
        console.print(plain(indented(exercise.get("code") or "(not written)")))
        for check in exercise["checks"]:
            console.print(plain(f"\n{check['verdict']} ({check['points']:g}): {check['sentence']}"))
            console.print(plain(indented("\n".join(filter(None, [check["message"], check["hint"]])))), style="dim")
            shown = check["evidence"] if full or check["verdict"] != PASSED else None
            for key, text in (shown or {}).items():
                console.print(Text(f"  {WORDS[key]}", style="bold"))
                console.print(plain(indented(text)))


WORDS = {"asked": "asked", "expected": "expected", "got": "came", "code": "to see it, paste into the notebook"}


def indented(text: str) -> str:
    """Text, each line of it set in."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def plain(text: str) -> Text:
    """Text that cannot steer a terminal."""
    return Text("".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in text))
