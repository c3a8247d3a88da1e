"""Each graded attempt stays: what was handed in, when, and its result, in a folder beside the results."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..course import Course
from ..files import write_bytes, write_json

if TYPE_CHECKING:
    from ..judging.job import Outcome

NEWEST, BEST = KEPT = ("newest", "best")


@dataclass(frozen=True)
class Attempt:
    """One attempt: its number, and the path of its record; what was handed in lies beside it."""

    number: int
    path: Path

    @cached_property
    def result(self) -> dict[str, Any]:
        """Its result as data, with `handed_in`, `graded_at` and `fingerprint`."""
        result: dict[str, Any] = json.loads(self.path.read_text())
        return result

    @property
    def content(self) -> bytes:
        """The bytes that were handed in."""
        return self.path.with_suffix(".ipynb").read_bytes()

    @property
    def handed_in(self) -> datetime | None:
        """When it was handed in, if that is known."""
        when = self.result["handed_in"]
        return datetime.fromisoformat(when) if when else None

    def line(self) -> dict[str, Any]:
        """What others tell of it."""
        return {"number": self.number, **{key: self.result[key] for key in ("handed_in", "graded_at", "score")}}


class Attempts:
    """The attempts of an assignment."""

    def __init__(self, course: Course, assignment: str) -> None:
        self._folder = course.folder / "attempts" / assignment

    def of(self, student: str) -> list[Attempt]:
        """The attempts of a student, the newest last."""
        paths = (self._folder / student).glob("*.json")
        return sorted((Attempt(int(path.stem), path) for path in paths), key=lambda one: one.number)

    def keep(self, outcome: "Outcome") -> None:
        """Keep an outcome: in the place of the attempt that it judged again, else as the newest."""
        job, known = outcome.job, self.of(outcome.job.student)
        number = job.attempt or len(known) + (not known or known[-1].content != job.content)
        path = self._folder / job.student / f"{number}.json"
        write_bytes(path.with_suffix(".ipynb"), job.content)
        handed_in = job.handed_in.isoformat(sep=" ") if job.handed_in else None
        times = {"handed_in": handed_in, "graded_at": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"}
        write_json(path, {**outcome.result.data(), **times, "fingerprint": job.fingerprint})
