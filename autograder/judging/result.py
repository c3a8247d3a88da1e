"""What grading a submission comes to: verdicts, scores, and why, as one JSON object."""

from dataclasses import dataclass, fields
from typing import Any

PASSED, FAILED, NO_ANSWER, BY_HAND = "passed", "failed", "no answer", "by hand"
GRADED, NOT_GRADED = "graded", "not graded"


@dataclass(frozen=True)
class Verdict:
    """One check's verdict: passed, failed or no answer, with the reason for the student."""

    name: str
    sentence: str
    verdict: str
    points: float
    message: str | None = None
    hint: str | None = None
    misconception: str | None = None
    raised: str | None = None  # the exception's type, where that is why there is no answer
    evidence: dict[str, str] | None = None  # what was asked, expected, got, and code that shows it

    @property
    def score(self) -> float:
        """The points earned."""
        return self.points if self.verdict == PASSED else 0.0


@dataclass(frozen=True)
class ExerciseResult:
    """The verdicts of one exercise, and how its process ended if it gave no answer; or why a person grades it."""

    name: str
    points: float
    checks: tuple[Verdict, ...]
    ending: str | None = None
    waiting: str | None = None
    code: str | None = None  # the student's function
    lacks: tuple[str, str] | None = None  # what of ours: package, python, right or device, and its name

    @property
    def score(self) -> float | None:
        """The points earned, or None where a person must say."""
        return None if self.waiting else sum(check.score for check in self.checks)

    @property
    def verdict(self) -> str:
        """Passed with all points, no answer when no check got one, failed in between; or by hand."""
        if self.waiting:
            return BY_HAND
        if all(check.verdict == PASSED for check in self.checks):
            return PASSED
        return NO_ANSWER if all(check.verdict == NO_ANSWER for check in self.checks) else FAILED

    @property
    def comment(self) -> str:
        """One sentence that explains the score."""
        if self.waiting:
            return f"A person grades this: {self.waiting}."
        wrong = [check for check in self.checks if check.verdict != PASSED]
        return (wrong[0].message or "") if wrong else "All checks passed."

    def data(self) -> dict[str, Any]:
        """As JSON."""
        checks = [{**vars(check), "score": check.score} for check in self.checks]
        own = {"score": self.score, "points": self.points, "verdict": self.verdict, "ending": self.ending}
        return {**own, "waiting": self.waiting, "lacks": self.lacks, "code": self.code, "checks": checks}


@dataclass(frozen=True)
class Result:
    """One submission's result; not graded, with the reason, or graded, with its exercises."""

    student: str
    assignment: str
    points: float
    exercises: tuple[ExerciseResult, ...] = ()
    reason: str | None = None
    seed: int = 0
    seconds: float = 0.0
    sandbox: str = ""
    ours: bool = False  # the reason is a fault of the kit's or this machine's: the next run tries again
    kind: str = ""  # what it is, where it is no submission of someone's
    notes: tuple[str, ...] = ()
    doubt: str | None = None  # what a person must look at

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Result":
        """Make it of its data again."""
        exercises = tuple(
            _from(
                ExerciseResult,
                {**exercise, "name": name, "checks": tuple(_from(Verdict, each) for each in exercise["checks"])},
            )
            for name, exercise in data["exercises"].items()
        )
        result: Result = _from(cls, {**data, "exercises": exercises})
        return result

    @property
    def graded(self) -> bool:
        """Whether there is a score."""
        return self.reason is None

    @property
    def score(self) -> float | None:
        """The points earned so far, without what a person must say; None when nobody could tell."""
        return sum(exercise.score or 0.0 for exercise in self.exercises) if self.graded else None

    def data(self) -> dict[str, Any]:
        """As JSON, in the form that the README documents."""
        return {
            "student": self.student,
            "assignment": self.assignment,
            "status": self.kind or (GRADED if self.graded else NOT_GRADED),
            "reason": self.reason,
            "ours": self.ours,
            "score": self.score,
            "points": self.points,
            "exercises": {exercise.name: exercise.data() for exercise in self.exercises},
            "seed": self.seed,
            "seconds": round(self.seconds, 3),
            "sandbox": self.sandbox,
            "notes": list(self.notes),
            "doubt": self.doubt,
        }


def _from(kind: Any, data: dict[str, Any]) -> Any:
    """One of this kind with what data has of its fields."""
    return kind(**{field.name: data[field.name] for field in fields(kind) if field.name in data})
