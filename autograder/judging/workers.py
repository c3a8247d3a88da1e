"""Where jobs run: in processes forked from this one, so that they share its sandbox; or on a Dask cluster."""

import math
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from ..errors import KitError, UsageError
from .processes import Died, Processes

Job = TypeVar("Job")
Step = TypeVar("Step")  # what becomes of a job
IN_THE_KIT = "in the kit's folder, with PYTHONPATH=."
QUOTA = Path("/sys/fs/cgroup/cpu.max")


@dataclass(frozen=True)
class Scheduling:
    """How many jobs at a time here, or the address of a Dask scheduler."""

    jobs: int
    scheduler: str | None = None

    @property
    def batch(self) -> int:
        """Submissions that travel together: over a network a single one is not worth the way."""
        return 25 if self.scheduler else 1

    @contextmanager
    def executor(self) -> Iterator[tuple[Executor, int]]:
        """An executor, and how many batches to keep under way so that it never waits."""
        if self.scheduler:
            with _cluster(self.scheduler) as cluster:
                yield cluster
        else:
            # Threads would not do: torch drops the interpreter's lock in each operation, and they wait for each other.
            with Processes(self.jobs) as processes:
                yield processes, 3 * self.jobs


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise UsageError("Dask is not installed. Install it here and on the workers: pip install distributed") from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except OSError:
        raise UsageError(f"There is no Dask scheduler at {address}. Start one {IN_THE_KIT}: dask scheduler") from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(f"No workers at {address}. Start one {IN_THE_KIT}: dask worker {address}")
        try:
            yield client.get_executor(pure=False, retries=3), 2 * threads
        except KilledWorker as error:
            raise KitError(f"Workers kept dying, and the rest is not graded: {error}") from None
        except RuntimeError as error:
            if "deserialization" not in str(error):
                raise
            raise UsageError(f"The cluster cannot import the kit: start all of it {IN_THE_KIT}.") from None


def cancel(executor: Executor) -> None:
    """Drop what has not begun."""
    if isinstance(executor, Processes):
        executor.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """The cores that this process may use: its affinity, and its control group's quota."""
    usable = len(os.sched_getaffinity(0))
    try:
        quota, period = QUOTA.read_text().split()
        return max(1, min(usable, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):
        return usable


class Killed(Exception):
    """A process of ours was killed, by one of these jobs or from outside."""

    def __init__(self, jobs: list[Any]) -> None:
        self.jobs = jobs


def run(
    executor: Executor, work: Callable[[list[Job]], list[Step]], batches: Iterable[list[Job]], window: int
) -> Iterator[Step]:
    """Yield outcomes as they come, with no more than `window` batches in memory; raise `Killed` for the rest."""
    waiting, running, lost = iter(batches), dict[Future[list[Step]], list[Job]](), list[Job]()
    while True:
        room = 0 if lost else window - len(running)
        running |= {executor.submit(work, batch): batch for batch in islice(waiting, room)}
        if not running:
            break
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            batch = running.pop(future)
            if isinstance(future.exception(), Died):
                lost += batch
            else:
                yield from future.result()
    if lost:
        raise Killed(lost)


def alone(work: Callable[[list[Job]], list[Step]], job: Job) -> Step | None:
    """Do one job in a process of its own; return nothing when that is killed."""
    with Processes(1) as executor:
        try:
            step: Step = executor.submit(work, [job]).result()[0]
        except Died:
            return None
        return step


def batched(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    """Cut jobs into batches."""
    waiting = iter(jobs)
    while batch := list(islice(waiting, size)):
        yield batch
