"""The exercises that have no checks of ours: nbgrader's own test cells decide in the sandbox, or a person does.

They run beside the student's code, which can forge them; such a result says that it was judged inside. A test cell
earns points only if the child reports that it ran to its end: all of them, or a finite number from 0 to the most.
"""

import math
import time
from dataclasses import replace
from typing import Any

from ..assignments.assignment import Exercise
from ..sandbox.outside import Sandbox
from ..submissions.submission import Submission
from .result import FAILED, NO_ANSWER, PASSED, ExerciseResult, Result, Verdict
from .student import Student

INSIDE = "judged inside the student's process"


def completed(result: Result, submission: Submission, sandbox: Sandbox) -> Result:
    """Add what our checks do not judge, in the order of the notebook."""
    started, assignment = time.monotonic(), submission.assignment
    results = {exercise.name: exercise for exercise in result.exercises}
    if assignment.tested:
        results |= {exercise.name: exercise for exercise in tested(submission, sandbox)}
        result = replace(result, sandbox=f"{sandbox.label}, {INSIDE}")
    everything = tuple(results.get(exercise.name) or by_hand(exercise) for exercise in assignment.exercises)
    return replace(result, exercises=everything, seconds=result.seconds + time.monotonic() - started)


def by_hand(exercise: Exercise) -> ExerciseResult:
    """What a person grades has no score until then."""
    return ExerciseResult(exercise.name, exercise.points, (), waiting="it has no tests")


def tested(submission: Submission, sandbox: Sandbox) -> list[ExerciseResult]:
    """Run the student's cells in one child, each of our test cells where it stands, and take the tests' word for it."""
    sources, results = {cell.id: cell.source for cell in submission.assignment.cells}, list[ExerciseResult]()
    done = 0
    with sandbox.child() as child:
        student = Student(child)
        for exercise in sorted(submission.assignment.tested, key=submission.moment):
            moment = submission.moment(exercise)
            ending = student.run([*submission.runnable[done:moment], (0, sources[exercise.graded])])
            report = None if ending else student.reports[-1][1]
            results.append(_result(exercise.name, exercise.graded, exercise.points, report, ending))
            done = moment
    return results


def _result(name: str, graded: str, points: float, report: Any, ending: str) -> ExerciseResult:
    earned = _earned(report, points)
    if earned is None:
        message, verdict = "The test did not run to its end.", NO_ANSWER
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
