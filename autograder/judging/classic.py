"""nbgrader's classic way, for an assignment that has no checks of ours: its own test cells decide, in the sandbox.

They run beside the student's code, which can forge them; such a result says that it was judged inside. A test cell
earns points only if the child reports that it ran to its end: all of them, or a finite number from 0 to the most.
"""

import math
import time
from typing import Any

from ..sandbox.outside import Sandbox
from ..submissions.submission import Submission
from .judge import Student
from .result import FAILED, NO_ANSWER, PASSED, ExerciseResult, Result, Verdict

INSIDE = "judged inside the student's process"


def judge(student: str, submission: Submission, sandbox: Sandbox, seed: int) -> Result:
    """Run the student's cells and our test cells in one child, and take the tests' word for it."""
    started, assignment = time.monotonic(), submission.assignment
    tests = {cell.id: cell.source for cell in assignment.cells if cell.grade and not cell.solution}
    cells = [*submission.runnable, *((0, source) for source in tests.values())]
    with sandbox.child() as child:
        asked = Student(child)
        ending = asked.run(cells)
        reports = dict(zip(tests, asked.reports[-len(tests) :], strict=False)) if tests else {}
    # An answer that is graded itself waits for a person.
    tested = [one for one in assignment.exercises if one.graded in tests]
    exercises = [_result(one.name, one.graded, one.points, reports.get(one.graded), ending) for one in tested]
    name = assignment.name
    return Result(
        student, name, assignment.points, tuple(exercises), seed=seed,
        seconds=time.monotonic() - started, sandbox=f"{sandbox.label}, {INSIDE}",
    )  # fmt: skip


def _result(name: str, graded: str, points: float, report: Any, ending: str) -> ExerciseResult:
    earned = _earned(report, points)
    if earned is None:
        message, verdict = "The test could not be run to its end.", NO_ANSWER
    else:
        message, verdict = ("", PASSED) if earned == points else (_reason(report), FAILED)
    checks = [Verdict(graded, "passes its test", verdict, points, message or None)]
    if earned and verdict == FAILED:
        checks = [
            Verdict(graded, "passes a part of its test", PASSED, earned),
            Verdict(graded, "passes the rest", FAILED, points - earned, message),
        ]
    return ExerciseResult(name, points, tuple(checks), None if earned is not None else ending or "missing")


def _earned(report: Any, points: float) -> float | None:
    """Points for a report: None when there is none, 0 for an error or a value that is no fair number."""
    if not isinstance(report, dict):
        return None
    if report.get("raised") is not None:
        return 0.0
    value = report.get("value")
    if value is None:
        return points
    fair = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fair and 0 <= value <= points else 0.0


def _reason(report: dict[str, Any]) -> str:
    raised = report.get("raised")
    return f"{raised.get('type')}: {raised.get('message')}"[:300] if isinstance(raised, dict) else "Not all points."
