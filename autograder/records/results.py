"""The results of an assignment, as they lie in the course's folder."""

import json
from collections.abc import Set
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import UsageError
from ..files import write_json

Data = dict[str, Any]


def result_path(course: Course, assignment: str, student: str) -> Path:
    """Where the result of a student lies."""
    return course.step("results") / assignment / f"{student}.json"


def result_of(course: Course, assignment: str, student: str) -> Data | None:
    """The result of a student, if there is one that can be read."""
    try:
        result: Data = json.loads(result_path(course, assignment, student).read_text())
    except (OSError, ValueError):
        return None
    return result


def graded(course: Course) -> list[str]:
    """The assignments of which there are results."""
    return sorted(path.name for path in course.step("results").glob("*/"))


def results(course: Course, assignment: str, none: bool = False) -> list[Data]:
    """Read the results of everyone who was graded; raise `UsageError` when there is none, unless that is all right."""
    paths = sorted((course.step("results") / assignment).glob("*.json"))
    if not paths and not none:
        raise UsageError(f"Nothing of {assignment} has been graded yet. First: python -m autograder grade")
    return [json.loads(path.read_text()) for path in paths]


def refused(course: Course, assignment: str) -> list[Data]:
    """What was handed in and is nobody's mark, such as two files of one student, as of the last run."""
    path = _refused_path(course, assignment)
    rows: list[Data] = json.loads(path.read_text()) if path.exists() else []
    return rows


def keep_refused(course: Course, assignment: str, rows: list[Data], asked: Set[str] | None) -> None:
    """Keep what was refused, in the place of what is known of those asked for, or of everyone."""
    others = [row for row in refused(course, assignment) if asked is not None and row["student"] not in asked]
    write_json(_refused_path(course, assignment), others + rows)


def _refused_path(course: Course, assignment: str) -> Path:
    return course.step("results") / f"{assignment}-refused.json"
