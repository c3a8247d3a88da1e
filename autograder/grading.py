"""Grade a folder of submissions: what is new or changed goes through the judge, the rest is as it was."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from .batch import (
    Job,
    Outcome,
    Settings,
    batched,
    close_sandboxes,
    fingerprint,
    grade_batch,
    grade_far,
    run,
    sandbox,
    seed_of,
)
from .course import Course
from .desk import Received, Writer, received
from .result import Result
from .scheduling import Scheduling, cancel


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


class Grading:
    """A batch on its way: iterate for the results, those that were there already first."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.assignment = plan, plan.settings.assignment
        self.writer = Writer(plan.course, self.assignment)
        self.settings = complete(plan.settings, self.writer)
        self._secret = plan.secret or plan.course.secret
        everyone = received(plan.submissions, self.assignment)
        self.received = [one for one in everyone if not plan.students or one.student in plan.students]
        self._identity = self.settings.identity()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        fresh = []
        for one in self.received:
            if refusal := self._refusal(one):
                yield Result(one.student, self.assignment.name, self.assignment.points, reason=refusal).data()
            elif known := self._known(one):
                yield known
            else:
                fresh.append(one)
        if fresh:
            yield from self._judged(fresh)

    def _refusal(self, one: Received) -> str | None:
        if not one.refused and not self.writer.known(one.student):
            return "the student is not on the roster of the gradebook"
        return one.refused

    def _known(self, one: Received) -> dict[str, Any] | None:
        return None if self.plan.regrade else self.writer.done(one.student, self._job(one).fingerprint)

    def _judged(self, fresh: list[Received]) -> Iterator[dict[str, Any]]:
        """Judge wherever the plan says; save here, one at a time."""
        scheduling, jobs = self.plan.scheduling, (self._job(one) for one in fresh)
        if not scheduling.scheduler:
            sandbox(self.settings)  # Before the processes are forked, which then share it.
        with ExitStack() as at_the_end:
            gc.freeze()  # What was imported stays; who collects garbage need not look at it.
            at_the_end.callback(gc.unfreeze)
            at_the_end.callback(close_sandboxes)
            executor, window = at_the_end.enter_context(scheduling.executor())
            at_the_end.callback(cancel, executor)
            for outcome in run(executor, self._work(), batched(jobs, scheduling.batch), window):
                yield self.writer.save(outcome)

    def _work(self) -> Callable[[list[Job]], list[Outcome]]:
        """What is done with a batch: far from home, where things may differ, it is looked at first."""
        if self.plan.scheduling.scheduler:
            return partial(grade_far, self.settings, self._identity)
        return partial(grade_batch, self.settings)

    def _job(self, one: Received) -> Job:
        content, reason = one.content()
        seed = seed_of(self._secret, self.assignment.name, one.student, content)
        mark = fingerprint(content, seed, f"{self._identity}{reason}{one.handed_in}")
        return Job(one.student, content, seed, mark, reason, one.handed_in)


def complete(settings: Settings, writer: Writer) -> Settings:
    """Add the hidden tests, where the notebook's own tests decide."""
    if settings.assignment.checks:
        return settings
    return replace(settings, assignment=settings.assignment.with_tests(writer.gradebook.tests()))
