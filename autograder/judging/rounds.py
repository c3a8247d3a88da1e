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
        for one in judged(jobs):
            if isinstance(one, Outcome):
                yield one
            else:
                waiting.append(one)
        if not waiting:
            return
        due = min(due_of(one) for one in waiting)
        jobs = [one for one in waiting if due_of(one) == due]
        waiting = [one for one in waiting if due_of(one) != due]


def due_of(job: Job) -> int:
    """The step that a job is to take next."""
    return TOGETHER if job.begun is None or job.begun.due is None else job.begun.due
