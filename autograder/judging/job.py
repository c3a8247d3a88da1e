"""A job and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .judge import Judging
from .result import Result


@dataclass(frozen=True)
class Job:
    """One submission to grade: its bytes, or why there are none."""

    student: str
    content: bytes
    seed: int
    fingerprint: str
    unreadable: str | None = None
    handed_in: datetime | None = None
    notes: tuple[str, ...] = ()
    doubt: str | None = None
    attempt: int | None = None  # an earlier one, judged again
    begun: Judging | None = None  # what came of it so far


@dataclass(frozen=True)
class Outcome:
    """A graded job: the result, and the notebook to show."""

    job: Job
    result: Result
    notebook: dict[str, Any]
