"""A child's own time: what it computed and what it slept. What it waited for this machine is nobody's fault.

Linux tells them apart: how long a process ran and how long it queued for a processor stands in its schedstat, and its
state says whether it sleeps, or was stopped, or waits for a disk. Looked at only when an answer is late.
"""

import os
import random
from dataclasses import dataclass
from pathlib import Path

from ..errors import TooBusy

SLICE = 0.05  # seconds between two looks
PATIENCE, MORE_PATIENCE = 20.0, 60.0  # seconds without PROGRESS until a child counts as starved; when asked again
PROGRESS = 0.01  # seconds of its own time
EXITING = 4  # the kernel's flag for a process that ends
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Budget:
    """The time of one submission, however many children it takes: twice the limit of one child.

    After a child that ran out of time, the others get what is plenty for an honest answer, and little for a loop.
    """

    limit: float
    used: float = 0.0
    late: bool = False  # whether a child ran out of time

    def share(self) -> float:
        """Seconds for the next child."""
        left = max(2 * self.limit - self.used, 0.0)
        return min(1.0, self.limit / 6, left / 5) if self.late else min(self.limit, left)

    def charge(self, seconds: float, late: bool) -> None:
        """Take off what a child used."""
        self.used += seconds
        self.late |= late


@dataclass
class Clock:
    """Counts one child's own seconds while somebody waits for it."""

    pidfd: int
    limit: float
    patience: float
    own: float = 0.0
    alive: bool = False  # whether the child has confined itself: what came before was ours
    _since: float = 0.0  # seconds waited since the last look
    _starving: float = 0.0  # seconds waited since it last made progress
    _mark: float = 0.0  # its time then
    _ran: float = 0.0
    _queued: float = 0.0
    _slice: float = SLICE

    def waited(self, seconds: float) -> None:
        """Count seconds that somebody waited for the child; raise `TooBusy` when this machine lets it starve."""
        self._since += seconds
        if self._since >= self._slice:
            self._look()
            # Who knew when we look could be awake just then, and asleep for the rest.
            self._since, self._slice = 0.0, SLICE * random.uniform(0.5, 1.5)

    def begin(self) -> None:
        """Start: the child lives."""
        self.alive, self._since = True, 0.0

    @property
    def over(self) -> bool:
        """Whether the child has used up its time."""
        return self.own >= self.limit

    def _look(self) -> None:
        ran, queued, state = usage(process(self.pidfd))
        # Who looks late stood still too, with this machine, and the child may not have slept at all.
        slept = min(self._since, 3 * SLICE) - (queued - self._queued) if state == "S" else 0.0
        if self.alive:
            self.own += max(ran - self._ran, slept, 0.0)
        self._starving += self._since
        if ran + self.own >= self._mark + PROGRESS:
            self._mark, self._starving = ran + self.own, 0.0
        self._ran, self._queued = ran, queued
        if self._starving > self.patience:
            raise TooBusy(f"this machine was too busy: the submission's process got no time for {self.patience:.0f} s")


def process(pidfd: int) -> int:
    """The number of the process that a descriptor stands for; -1 when it has ended."""
    return int(Path(f"/proc/self/fdinfo/{pidfd}").read_text().rpartition("Pid:")[2].split()[0])


def usage(process: int) -> tuple[float, float, str]:
    """Seconds that a process ran, seconds that it queued for a processor, and its state; Z when it has ended."""
    try:
        fields = _fields(process)
    except OSError:
        return 0.0, 0.0, "Z"
    try:
        ran, queued, _ = Path(f"/proc/{process}/schedstat").read_text().split()
    except (OSError, ValueError):  # a kernel that does not count it
        return (int(fields[11]) + int(fields[12])) / TICK, 0.0, fields[0]
    return int(ran) / 1e9, int(queued) / 1e9, fields[0]


def ending(process: int) -> bool:
    """Whether a process has begun to end, or has ended."""
    try:
        return bool(int(_fields(process)[6]) & EXITING)
    except OSError:
        return True


def _fields(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
