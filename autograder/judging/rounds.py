"""The order in which a class is judged, so that references reach nobody who still has marks to earn by them."""

from collections.abc import Callable, Iterable, Iterator

from .job import Job, Outcome
from .judge import TOGETHER


def in_rounds(judged: Callable[[Iterable[Job]], Iterator[Outcome | Job]], jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Yield outcomes: what was not right at once waits for the others, and goes on exercise by exercise.

    Then no reference is put in place beside somebody who still has marks to earn by it, or before one.
    """
    waiting = list[Job]()
    while True:
        for job in judged(jobs):
            if isinstance(job, Outcome):
                yield job
            else:
                waiting.append(job)
        if not waiting:
            return
        due = min(due_of(job) for job in waiting)
        jobs = [job for job in waiting if due_of(job) == due]
        waiting = [job for job in waiting if due_of(job) != due]


def due_of(job: Job) -> int:
    """The step that a job is to take next."""
    return TOGETHER if job.begun is None or job.begun.due is None else job.begun.due
