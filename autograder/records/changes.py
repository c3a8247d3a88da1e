"""What a run of `grade` changed: whose mark, from what to what, and by which check."""

from dataclasses import dataclass
from typing import Any

from ..assignments.assignment import Assignment
from ..course import Course
from .marks import Mark, marks
from .results import results


@dataclass(frozen=True)
class Standing:
    """Where a student stands: the mark, and the result that counts."""

    mark: Mark
    result: dict[str, Any]

    def became(self, other: "Standing") -> str:
        """Say what another standing has changed; nothing where it has not."""
        parts = [self._exercise(name, other) for name in other.result["exercises"]]
        old, new = self.mark.taken, other.mark.taken
        parts += [f"lateness takes {new:g}, not {old:g}"] if old != new else []
        doubts = [standing.result.get("doubt") for standing in (self, other)]
        parts += [str(doubts[1])] if doubts[1] and doubts[0] != doubts[1] else []
        attempts = [standing.result.get("attempt") for standing in (self, other)]
        parts += [f"attempt {attempts[1]} in the place of {attempts[0]}"] if attempts[0] != attempts[1] else []
        said = "; ".join(part for part in parts if part)
        return f"{self.total} → {other.total}{'; ' * bool(said)}{said}" if said or self.total != other.total else ""

    def _exercise(self, name: str, other: "Standing") -> str:
        """Say which checks of an exercise came out differently: two of them in full."""
        before, after = self.verdicts(name), other.verdicts(name)
        pairs = [(sentence, before.get(sentence, "not asked"), verdict) for sentence, verdict in after.items()]
        told = [f"{sentence} ({old} → {new})" for sentence, old, new in pairs if old != new]
        more = f", and {len(told) - 2} more" if len(told) > 2 else ""
        return f"{name}: {', '.join(told[:2])}{more}" if told else ""

    def verdicts(self, name: str) -> dict[str, str]:
        """The verdicts of an exercise, by what was asked."""
        checks = self.result["exercises"].get(name, {}).get("checks", [])
        return {check["sentence"]: check["verdict"] for check in checks}

    @property
    def total(self) -> str:
        """The points so far, as text."""
        return f"{self.mark.total:g}" if self.mark.scored else "–"


def standings(course: Course, assignment: Assignment) -> dict[str, Standing]:
    """Where everyone with a result stands; nobody before the first run."""
    by_student = {result["student"]: result for result in results(course, assignment.name, none=True)}
    people = marks(course, assignment) if by_student and course.has_gradebook else {}
    return {student: Standing(people[student], result) for student, result in by_student.items() if student in people}


def changes(before: dict[str, Standing], after: dict[str, Standing]) -> dict[str, str]:
    """What has changed, by student, of those who stood somewhere before."""
    told = {student: before[student].became(standing) for student, standing in after.items() if student in before}
    return {student: text for student, text in told.items() if text}


def too_high(standings: dict[str, Standing]) -> list[str]:
    """The scores by hand that are above what their exercise is worth."""
    return [
        f"{student}: {name} has {score.manual:g} by hand, of {score.most:g}"
        for student, standing in standings.items()
        for name, score in standing.mark.scores.items()
        if score.manual is not None and score.manual > score.most
    ]
