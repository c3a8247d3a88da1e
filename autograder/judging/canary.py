"""Watch ourselves: what must not get through the wall, and what must come out right, before anyone is graded."""

import os
from pathlib import Path

from ..assignments.assignment import Assignment
from ..assignments.comparison import NoAnswer, returned
from ..assignments.probe import Probe
from ..errors import KitError, SandboxError, TooBusy
from ..sandbox.outside import Sandbox
from ..submissions.submission import Submission
from .judge import judge
from .student import Student

ATTACKS = '''
import os, socket

def attempt(name, deed):
    try:
        deed()
    except BaseException:
        return []
    return [name]

def attack(key, judge):
    """Try five things that would break the wall; return the names of those that worked."""
    return (
        attempt("open the answer key", lambda: open(key))
        + attempt("open a socket", socket.socket)
        + attempt("start a process", lambda: os.fork() or os._exit(0))
        + attempt("write a file", lambda: os.open("/tmp/left_behind", os.O_CREAT))
        + attempt("signal another process", lambda: os.kill(judge, 0))
        + attempt("signal its parent", lambda: os.kill(os.getppid(), 0))
    )
'''


def attacks_that_work(sandbox: Sandbox) -> list[str]:
    """Run the canary attacks in a child; the list must be empty."""
    probe = Probe([("attack", ["key", "judge"])], {"key": str(Path(__file__)), "judge": os.getpid()})
    try:
        with sandbox.patiently() as patient, patient.child() as child:
            student = Student(child)
            student.run([(0, ATTACKS)])
            value = returned(student.ask(probe)[0])
    except (NoAnswer, TooBusy) as silence:
        raise SandboxError(f"A canary fell silent ({silence}), so nothing was graded. Try again.") from None
    if value.type != "list":
        raise SandboxError("The canary did not answer: the sandbox does not run code as it should.")
    return [str(part.value) for part in value.parts]


def check(sandbox: Sandbox, assignment: Assignment) -> None:
    """Raise `SandboxError` unless the attacks fail, the reference gets all points and the empty notebook none."""
    if sandbox.tier != "none" and (worked := attacks_that_work(sandbox)):
        raise SandboxError(f"The sandbox leaks, so nothing was graded. A canary could: {', '.join(worked)}.")
    for number, said in sandbox.broken.items():
        if number < assignment.opening:
            raise KitError(f"A locked cell of {assignment.name} fails where it is graded, so nothing was: {said}.")
    if not assignment.checks:
        return
    for answers, expected in (
        (assignment.reference_functions, sum(one.points for one in assignment.checked)),
        (dict.fromkeys(assignment.reference_functions, ""), 0.0),
    ):
        with sandbox.patiently() as patient:
            result = judge("canary", _submission(assignment, answers), patient, seed=0)
        if result.score != expected:
            raise SandboxError(
                f"A known answer got {result.score} points, not {expected:g}: the grader is out of order."
            )


def _submission(assignment: Assignment, answers: dict[str, str]) -> Submission:
    cells = []
    for cell in assignment.cells:
        settings = {"nbgrader": {"grade_id": cell.id}}
        cells.append({"cell_type": cell.type, "metadata": settings, "source": answers.get(cell.id, cell.source)})
    return Submission(assignment, {"cells": cells})
