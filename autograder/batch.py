"""A class goes through the judge: a pure function from job to outcome, run by an executor, a few at a time."""

import atexit
import hashlib
import hmac
import platform
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from . import canary, classic, notebook
from .assignment import Assignment
from .errors import SandboxError, Unreadable
from .judge import judge
from .result import Result
from .sandbox import Limits, Sandbox
from .submission import Submission
from .zygote import choose_tier


@dataclass(frozen=True)
class Settings:
    """What decides a result besides the submission: all of it enters the fingerprint."""

    assignment: Assignment
    limits: Limits
    tier: str

    def identity(self) -> str:
        """One word for cells, reference, checks, misconceptions, limits and tier."""
        assignment, here = self.assignment, Path(__file__).parent
        sources = [here / folder / f"{assignment.name}.py" for folder in ("checks", "misconceptions")]
        texts = [path.read_text() for path in sources if path.exists()]
        content = repr((assignment.cells, assignment.reference_source, texts, self.limits, self.tier))
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class Job:
    """One submission to grade: its bytes, or why there are none."""

    student: str
    content: bytes
    seed: int
    fingerprint: str
    unreadable: str | None = None
    handed_in: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """A graded job: the result, and the notebook to show."""

    job: Job
    result: Result
    notebook: dict[str, Any]


SEEDS = 32
OUR_FAULT = "the grader itself failed: please report it"

_sandboxes: dict[tuple[Limits, str], Sandbox] = {}
_lock = threading.Lock()


def grade(settings: Settings, job: Job) -> Outcome:
    """Grade one submission in this process's sandbox; a sandbox that was lost is replaced once."""
    wall = sandbox(settings)
    try:
        return _graded(settings, job, wall)
    except SandboxError:
        return _graded(settings, job, sandbox(settings, lost=wall))
    except Unreadable as reason:
        return _ungraded(settings.assignment, job, str(reason))
    except Exception as error:  # Ours, and no reason to stop the class or to judge the student.
        return _ungraded(settings.assignment, job, f"{OUR_FAULT} ({type(error).__name__}: {error})")


def _graded(settings: Settings, job: Job, wall: Sandbox) -> Outcome:
    if job.unreadable:
        raise Unreadable(job.unreadable)
    submission = Submission.read(job.content, settings.assignment)
    judged = judge if settings.assignment.checks else classic.judge
    result = judged(job.student, submission, wall, job.seed)
    return Outcome(job, result, notebook.autograded(submission, result))


def _ungraded(assignment: Assignment, job: Job, reason: str) -> Outcome:
    result = Result(job.student, assignment.name, assignment.points, reason=reason, seed=job.seed)
    return Outcome(job, result, notebook.unreadable(reason, assignment.cells))


def sandbox(settings: Settings, lost: Sandbox | None = None) -> Sandbox:
    """This process's sandbox, started at first use or in the place of a lost one, watched by canaries each time."""
    key = (settings.limits, settings.tier)
    with _lock:
        known = _sandboxes.get(key)
        if known and known is not lost:
            return known
        if lost and not known:
            raise SandboxError("The sandbox was closed.")
        if known:
            _sandboxes.pop(key).close()
        wall = Sandbox(settings.limits, settings.tier, settings.assignment.setup)
        try:
            canary.check(wall, settings.assignment)
        except BaseException:
            wall.close()
            raise
        _sandboxes[key] = wall
        return wall


@atexit.register
def close_sandboxes() -> None:
    """End all sandboxes of this process, and every child in them."""
    while _sandboxes:
        _sandboxes.popitem()[1].close()


def grade_batch(settings: Settings, batch: list[Job]) -> list[Outcome]:
    """Grade a batch in this process."""
    return [grade(settings, job) for job in batch]


def grade_far(settings: Settings, identity: str, batch: list[Job]) -> list[Outcome]:
    """Grade a batch on any machine that is like home: of the same tier, with the same checks."""
    if settings.tier != "none" and choose_tier() != settings.tier:
        raise SandboxError(f"A worker ({platform.node()}) has the sandbox {choose_tier()!r}, not {settings.tier!r}.")
    if settings.identity() != identity:
        raise SandboxError(f"A worker ({platform.node()}) has other checks or references: update its copy of the kit.")
    return grade_batch(settings, batch)


def run(
    executor: Executor, work: Callable[[list[Job]], list[Outcome]], batches: Iterable[list[Job]], window: int
) -> Iterator[Outcome]:
    """Yield outcomes as they come, with no more than `window` batches in memory."""
    waiting, running = iter(batches), set[Future[list[Outcome]]]()
    while True:
        room = islice(waiting, window - len(running))
        running |= {executor.submit(work, batch) for batch in room}
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield from future.result()


def batched(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    """Cut jobs into batches."""
    waiting = iter(jobs)
    while batch := list(islice(waiting, size)):
        yield batch


def seed_of(secret: bytes, assignment: str, student: str, content: bytes) -> int:
    """Derive a submission's seed: the same at each regrade, another for what was changed, and nobody's guess.

    Feedback shows inputs and what was expected; with the bytes in it, no second attempt can learn them by heart.
    An assignment has a number of seeds only, so that the reference need not answer anew for each student.
    """
    text = f"{student}\0".encode(errors="surrogateescape")
    number = _digest(secret, text + hashlib.sha256(content).digest()) % SEEDS
    return _digest(secret, f"{assignment}\0{number}".encode())


def _digest(secret: bytes, text: bytes) -> int:
    return int.from_bytes(hmac.new(secret, text, hashlib.sha256).digest()[:6], "big")


def fingerprint(content: bytes, seed: int, settings: str) -> str:
    """Tell a changed submission from one that is graded already."""
    return hashlib.sha256(content + f"{seed}{settings}".encode()).hexdigest()
