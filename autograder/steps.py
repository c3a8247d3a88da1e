"""The next step with a submission, in whichever process it is taken; what goes wrong ends that submission's only."""

import platform
from dataclasses import replace
from typing import Any

from .assignments.assignment import Assignment
from .errors import SandboxError, TooBusy, Unreadable, fault_of_ours
from .judging import classic
from .judging.job import Job, Outcome
from .judging.judge import Judging
from .judging.pool import SANDBOXES
from .judging.result import Result
from .judging.settings import Settings
from .records import autograded
from .sandbox.launch import choose_tier
from .sandbox.outside import Sandbox
from .submissions.submission import Submission
from .submissions.written import written


def grade_batch(settings: Settings, batch: list[Job]) -> list[Outcome | Job]:
    """Take the next step with a batch in this process."""
    return [step(settings, job) for job in batch]


def grade_far(settings: Settings, identity: str, batch: list[Job]) -> list[Outcome | Job]:
    """Grade a batch on any machine that is like home: of the same tier, with the same checks."""
    if settings.tier != "none" and choose_tier() != settings.tier:
        raise SandboxError(f"A worker ({platform.node()}) has the sandbox {choose_tier()!r}, not {settings.tier!r}.")
    if settings.identity() != identity:
        raise SandboxError(f"A worker ({platform.node()}) has other checks or references: update its copy of the kit.")
    return grade_batch(settings, batch)


def step(settings: Settings, job: Job) -> Outcome | Job:
    """Take the next step in this process's sandbox; a sandbox that was lost is replaced once."""
    wall = SANDBOXES.of(settings)
    try:
        return _again(settings, job, wall)
    except TooBusy as reason:
        return ungraded(settings.assignment, job, str(reason), ours=True)
    except Unreadable as reason:
        return ungraded(settings.assignment, job, str(reason))
    except Exception as error:
        return ungraded(settings.assignment, job, fault_of_ours(error), ours=True)


def _again(settings: Settings, job: Job, wall: Sandbox) -> Outcome | Job:
    """Grade it, and once more if that failed by no fault of the student's."""
    try:
        return _graded(settings, job, wall)
    except TooBusy:
        with wall.patiently() as patient:
            return _graded(settings, job, patient)
    except SandboxError:
        return _graded(settings, job, SANDBOXES.of(settings, lost=wall))


def _graded(settings: Settings, job: Job, wall: Sandbox) -> Outcome | Job:
    if job.unreadable:
        raise Unreadable(job.unreadable)
    judging = job.begun or Judging(Submission.read(job.content, settings.assignment), job.seed)
    judging.go_on(wall)
    if judging.due is not None:
        return replace(job, begun=judging)
    submission = judging.submission
    result = classic.completed(judging.result(job.student, wall.label), submission, wall)
    own = tuple(replace(exercise, code=written(submission, exercise.name)) for exercise in result.exercises)
    result = replace(result, exercises=own)
    return _outcome(job, result, autograded.autograded(submission, result))


def ungraded(assignment: Assignment, job: Job, reason: str, ours: bool = False) -> Outcome:
    """The outcome for who could not be graded, with the reason; `ours` says that it was no fault of the student's."""
    result = Result(job.student, assignment.name, assignment.points, reason=reason, seed=job.seed, ours=ours)
    return _outcome(job, result, autograded.unreadable(reason, assignment.cells))


def _outcome(job: Job, result: Result, notebook: dict[str, Any]) -> Outcome:
    return Outcome(replace(job, begun=None), replace(result, notes=job.notes, doubt=job.doubt), notebook)
