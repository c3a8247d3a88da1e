"""Jobs in processes of our own: whichever is killed, and whenever, nothing waits for it, and nothing is lost."""

import os
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import NoReturn

import pytest

from autograder.judging.processes import Died, Processes
from autograder.judging.workers import Killed, alone, batched, run

FATAL = 3


def killed() -> NoReturn:
    """Die as by the kernel's hand."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def in_the_midst_of_its_result() -> None:
    """Have this process die with half of its next word said."""

    def half(connection: Connection, said: bytes) -> None:
        os.write(connection.fileno(), bytes(said)[: len(said) // 2])
        killed()

    Connection._send = half  # type: ignore[attr-defined]


def negative(dies: Callable[[], None], batch: list[int]) -> list[int]:
    """Do a batch; one job is fatal."""
    if FATAL in batch:
        dies()
    return [-job for job in batch]


@pytest.mark.parametrize("dies", [killed, in_the_midst_of_its_result])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_who_is_killed_keeps_nobody_waiting(count: int, dies: Callable[[], None]) -> None:
    """Every job is done or told as lost, the fatal one among them, and another process does one of the lost."""

    done, work, batches = list[int](), partial(negative, dies), batched(range(12), 1)
    with Processes(count) as processes:
        outcomes = run(processes, work, batches, 4)
        with pytest.raises(Killed) as lost:
            done.extend(outcomes)

    assert FATAL in lost.value.jobs
    left = [job for batch in batches for job in batch]
    assert sorted([*(-job for job in done), *lost.value.jobs, *left]) == list(range(12))
    assert [alone(work, job) for job in (FATAL, 7)] == [None, -7]


def test_what_a_job_raises_is_raised_here_and_the_next_is_done() -> None:
    """An error is no death."""
    with Processes(1) as processes:
        failing, next_one = processes.submit(divmod, 1, 0), processes.submit(divmod, 7, 2)

        with pytest.raises(ZeroDivisionError):
            failing.result()
        assert next_one.result() == (3, 1)


def test_what_is_done_elsewhere_is_not_done_here() -> None:
    """A process of ours does it, not this one; one that is gone says so."""
    with Processes(1) as processes:
        assert processes.submit(os.getpid).result() != os.getpid()
        with pytest.raises(Died):
            processes.submit(killed).result()
