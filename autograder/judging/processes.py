"""Processes forked from this one, which share its sandbox: each has a pipe of its own, and no lock with another.

The library's pool has one pipe for all: who is killed in the midst of a result leaves it locked, and all wait for ever.
"""

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from queue import SimpleQueue
from typing import Any

from ..sandbox.inside.walls import PARENT_DEATH_SIGNAL, prctl

FORKED = multiprocessing.get_context("fork")


class Died(Exception):
    """The process that had this to do was killed."""


class Processes(ThreadPoolExecutor):
    """So many processes, each with a thread here that waits for it."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self._workers = [_forked() for _ in range(count)]  # all of them before the first thread
        self._idle = SimpleQueue[Connection]()
        for _, pipe in self._workers:
            self._idle.put(pipe)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Have a process do this; the future raises `Died` where it is killed before it has."""
        return super().submit(self._done, (work, arguments, named))

    def _done(self, task: Any) -> Any:
        pipe, told = self._idle.get(), None
        try:
            pipe.send(task)
            told = pipe.recv()
        except (EOFError, OSError):
            pass
        finally:
            self._idle.put(pipe)
        if not told:
            raise Died
        result, error = told
        if error:
            raise error
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, once they are through with what they are at."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        for process, pipe in self._workers if wait else ():
            with contextlib.suppress(OSError):
                pipe.send(None)
            process.join()
            pipe.close()


def _forked() -> tuple[ForkProcess, Connection]:
    ours, theirs = multiprocessing.Pipe()
    process = FORKED.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()  # Nobody else has this end, so that its owner's death is heard.
    return process, ours


def _serve(pipe: Connection) -> None:
    """Do what comes, one after the other; leave Ctrl-C to the process that began all, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    with contextlib.suppress(EOFError):
        while task := pipe.recv():
            pipe.send(_told(*task))


def _told(work: Callable[..., Any], arguments: Any, named: Any) -> tuple[Any, Exception | None]:
    """What a job returns, or what it raises."""
    try:
        return work(*arguments, **named), None
    except Exception as error:
        return None, error
