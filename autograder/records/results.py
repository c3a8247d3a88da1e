"""The results of an assignment, as they lie in the course's folder."""

import json
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import UsageError

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
