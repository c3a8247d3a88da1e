"""What lateness costs: the due date of the gradebook, extra days from a file, the rule from nbgrader's plugin."""

import csv
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import UsageError

EXTRA_DAYS = "extra_days.csv"  # in the course's folder: id, days and, if not for all of them, assignment
MOST_DAYS = 1000


def extra_days(course: Course, assignment: str) -> dict[str, timedelta] | None:
    """The extra time of students, by id; None when there is no file, and the gradebook's own stands."""
    path = course.folder / EXTRA_DAYS
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8-sig").splitlines()
    rows = csv.DictReader(text, delimiter=";" if text and ";" in text[0] else ",")
    if not {"id", "days"} <= set(rows.fieldnames or ()):
        raise UsageError(f"{path} must have the columns id and days in its first line; assignment may be another.")
    return {row["id"]: _days(path, row) for row in rows if (row.get("assignment") or assignment) == assignment}


def _days(path: Path, row: dict[str, Any]) -> timedelta:
    try:
        days = float(row["days"].replace(",", "."))
    except (ValueError, AttributeError):
        days = -1
    if not 0 <= days <= MOST_DAYS:
        raise UsageError(f"{path} says {row['days']!r} days for {row['id']}: write a number from 0 to {MOST_DAYS}.")
    return timedelta(days=days)


class LateRule:
    """The course's rule, which is a plugin of nbgrader's, configured as for `nbgrader autograde`."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @cached_property
    def _plugin(self) -> Any:
        from nbgrader.preprocessors import AssignLatePenalties  # takes seconds, and few are late

        preprocessor = AssignLatePenalties(config=self._course.config)
        preprocessor.init_plugin()
        return preprocessor.plugin_inst

    def penalty(self, student: str, score: float, late: timedelta) -> float | None:
        """What lateness takes from this score: never more than there is, None for nothing."""
        if not late:
            return None
        asked = self._plugin.late_submission_penalty(student, score, late.total_seconds())
        return None if asked is None else min(max(0.0, float(asked)), score)
