"""Where jobs run: in processes forked from this one, so that they share its sandbox; or on a Dask cluster."""

import math
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from ..errors import KitError, UsageError
from ..sandbox.inside.walls import PARENT_DEATH_SIGNAL, prctl

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
            with _processes(self.jobs) as processes:
                yield processes, 3 * self.jobs


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    # Threads would not do: torch lets go of the interpreter's lock in each operation, and they wait for each other.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, context, initializer=_belong) as executor:
        yield executor


def _belong() -> None:
    """Leave Ctrl-C to the process that began all, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


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
    if isinstance(executor, ProcessPoolExecutor):
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
    waiting, running = iter(batches), dict[Future[list[Step]], list[Job]]()
    while True:
        room = islice(waiting, window - len(running))
        running |= {_submitted(executor, work, batch): batch for batch in room}
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        broken = any(isinstance(future.exception(), BrokenProcessPool) for future in done)
        for future in list(running) if broken else done:
            if not isinstance(future.exception(), BrokenProcessPool):
                del running[future]
                yield from future.result()
        if broken:
            raise Killed([job for batch in running.values() for job in batch])


def _submitted(executor: Executor, work: Callable[[list[Job]], list[Step]], batch: list[Job]) -> Future[list[Step]]:
    try:
        return executor.submit(work, batch)
    except BrokenProcessPool as error:
        failed = Future[list[Step]]()
        failed.set_exception(error)
        return failed


def alone(work: Callable[[list[Job]], list[Step]], job: Job) -> Step | None:
    """Do one job in a process of its own; return nothing when that is killed."""
    with _processes(1) as executor:
        try:
            return executor.submit(work, [job]).result()[0]
        except BrokenProcessPool:
            return None


def batched(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    """Cut jobs into batches."""
    waiting = iter(jobs)
    while batch := list(islice(waiting, size)):
        yield batch
