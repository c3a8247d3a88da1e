"""Grade a folder of submissions: what is new or changed goes through the judge, the rest is as it was."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from .course import Course
from .errors import KitError, fault_of_ours
from .judging.job import Job, Outcome
from .judging.pool import SANDBOXES
from .judging.result import NOT_GRADED, Result
from .judging.rounds import in_rounds
from .judging.settings import Settings, fingerprint, seed_of
from .judging.workers import Killed, Scheduling, alone, batched, cancel, run
from .records.attempts import BEST, Attempt
from .records.results import keep_refused
from .records.writer import Writer
from .sandbox.launch import Zygote
from .steps import grade_batch, grade_far, ungraded
from .submissions.collection import collected, informed
from .submissions.received import Received, received, wanted


@dataclass(frozen=True)
class Plan:
    """What to grade, and how."""

    course: Course
    settings: Settings
    submissions: Path
    secret: bytes | None  # the course's own, if none is given
    scheduling: Scheduling
    students: tuple[str, ...] = ()
    regrade: bool = False
    keep: str | None = None  # the newest attempt or the best; the course's setting, if none is given


Work = Callable[[list[Job]], list[Outcome | Job]]


class Grading:
    """A batch on its way: iterate for the results, those that were there already first."""

    def __init__(self, plan: Plan, zygote: Zygote | None = None) -> None:
        self.plan, self.assignment, self._zygote = plan, plan.settings.assignment, zygote
        self.writer = Writer(plan.course, self.assignment, plan.submissions, plan.keep)
        self.settings = complete(plan.settings, self.writer)
        self._secret = plan.secret or plan.course.secret
        told = collected(plan.course, self.assignment.name)
        everyone = received(plan.submissions, self.assignment, self.writer.roster)
        everyone = [informed(submission, told.get(submission.student)) for submission in everyone]
        excluded = plan.course.config.CourseDirectory.get("student_id_exclude", "")
        self.received = wanted(everyone, plan.students, excluded.split(",") if excluded else ())
        self._identity = self.settings.identity()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from self._refused()
        fresh = list[Callable[[], Job]]()
        for submission in self._accepted():
            fresh += [partial(self._again, submission, attempt) for attempt in self._stale(submission)]
            if before := self._earlier(submission):
                yield before
            else:
                fresh.append(partial(self._job, submission))
        if fresh:
            yield from self._judged(fresh)
        self.writer.settle()

    def _accepted(self) -> list[Received]:
        """Who has no result comes first: however often a run is killed, one is missing at most."""
        accepted = [submission for submission in self.received if not refusal(submission, self.writer)]
        return sorted(accepted, key=lambda submission: self.writer.has_result(submission.student))

    def _refused(self) -> list[dict[str, Any]]:
        """What is nobody's mark: told, and kept for the report."""
        refusals = [
            (submission, reason) for submission in self.received if (reason := refusal(submission, self.writer))
        ]
        plain = Result("", self.assignment.name, self.assignment.points)
        rows = [
            replace(plain, student=submission.student, reason=why, kind=submission.kind).data()
            for submission, why in refusals
        ]
        asked = {submission.student for submission in self.received} if self.plan.students else None
        lost = [row for row in rows if row["status"] == NOT_GRADED]
        keep_refused(self.plan.course, self.assignment.name, lost, asked)
        return rows

    def _stale(self, submission: Received) -> list[Attempt]:
        """Earlier attempts that could count, and were judged by other checks."""
        earlier = self.writer.attempts.of(submission.student) if self.writer.keep == BEST else []
        current = submission.content()[0]
        return [
            attempt
            for attempt in earlier
            if attempt.content != current
            and attempt.result["fingerprint"] != self._again(submission, attempt).fingerprint
        ]

    def _again(self, submission: Received, attempt: Attempt) -> Job:
        """The job of judging an earlier attempt again."""
        again = replace(
            submission, path=attempt.path.with_suffix(".ipynb"), handed_in=attempt.handed_in, unreadable=None
        )
        return replace(self._job(again), attempt=attempt.number)

    def _earlier(self, submission: Received) -> dict[str, Any] | None:
        return None if self.plan.regrade else self.writer.done(submission.student, self._job(submission).fingerprint)

    def _judged(self, fresh: list[Callable[[], Job]]) -> Iterator[dict[str, Any]]:
        """Judge wherever the plan says; save here, one at a time."""
        scheduling, jobs = self.plan.scheduling, (make() for make in fresh)
        if not scheduling.scheduler:
            SANDBOXES.of(self.settings, zygote=self._zygote)  # Before the processes are forked, which then share it.
        with ExitStack() as at_the_end:
            gc.freeze()  # What was imported stays; who collects garbage need not look at it.
            at_the_end.callback(gc.unfreeze)
            at_the_end.callback(SANDBOXES.close)
            for outcome in in_rounds(lambda some: self._outcomes(batched(some, scheduling.batch)), jobs):
                result = save(self.writer, outcome)
                if not outcome.job.attempt:
                    yield result

    def _outcomes(self, batches: Iterator[list[Job]]) -> Iterator[Outcome | Job]:
        """Take the next step with all; where a process of ours was killed, each that it was at has one of its own."""
        try:
            with self.plan.scheduling.executor() as (executor, window):
                try:
                    yield from run(executor, self._work(), batches, window)
                finally:
                    cancel(executor)
            return
        except Killed as killed:
            jobs = killed.jobs
        for job in jobs:
            outcome = alone(self._work(), job)
            yield outcome or ungraded(self.assignment, job, "grading it killed the grader's process", ours=True)
        yield from self._outcomes(batches)

    def _work(self) -> Work:
        """What is done with a batch: far from home, where things may differ, it is looked at first."""
        if self.plan.scheduling.scheduler:
            return partial(grade_far, self.settings, self._identity)
        return partial(grade_batch, self.settings)

    def _job(self, submission: Received) -> Job:
        return job(submission, self.assignment.name, self._secret, self._identity)


def refusal(submission: Received, writer: Writer) -> str | None:
    """Why nothing is saved under this name, if so."""
    if submission.kind or submission.refused:
        return submission.refused or submission.kind
    return None if writer.may_grade(submission.student) else "the student is not on the roster of the gradebook"


def job(submission: Received, assignment: str, secret: bytes, identity: str) -> Job:
    """Make the job of a submission; its fingerprint tells a changed one."""
    content, reason = submission.content()
    seed = seed_of(secret, assignment, submission.student, content)
    mark = fingerprint(content, seed, f"{identity}{reason}{submission.handed_in}{submission.doubt}{submission.notes}")
    return Job(
        submission.student, content, seed, mark, reason, submission.handed_in, submission.notes, submission.doubt
    )


def save(writer: Writer, outcome: Outcome) -> dict[str, Any]:
    """Save an outcome; one that cannot be saved or shown is one that could not be graded, and costs nobody else."""
    try:
        return writer.save(outcome)
    except KitError:
        raise
    except Exception as error:
        lost = ungraded(writer.assignment, outcome.job, fault_of_ours(error), ours=True)
    try:
        return writer.save(lost)
    except KitError:
        raise
    except Exception:
        return lost.result.data()


def complete(settings: Settings, writer: Writer) -> Settings:
    """Add the hidden tests, where the notebook's own tests decide."""
    if not settings.assignment.tested:
        return settings
    return replace(settings, assignment=settings.assignment.with_tests(writer.gradebook.tests()))
