"""The judge's side of the wall: one warm zygote, and a child of it for each submission."""

import contextlib
import json
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import SandboxError
from . import jail, launch
from .inside import frames
from .inside.cells import TOO_MUCH_OUTPUT

PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 120


@dataclass(frozen=True)
class Limits:
    """What one child may use: CPU seconds, and MiB of memory beyond the warm process."""

    seconds: int = 3
    memory: int = 1024

    @property
    def wall(self) -> float:
        """Seconds on the judge's clock; more than the CPU's, for a machine that is busy."""
        return 3.0 * self.seconds + 1


class Ended(Exception):
    """A child that gives no more answers, and how it ended: time, memory, output, killed, garbled."""


class Sandbox:
    """A zygote behind the wall; thread-safe, as many children at a time as there are callers.

    Children whose cells begin with the setup start behind it: the zygote has run it.
    """

    def __init__(self, limits: Limits = Limits(), tier: str = "jail", setup: Sequence[str] = ()) -> None:
        self.limits, self.tier = limits, tier
        self._zygote = launch.start(tier)
        self._control = self._zygote.control
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._control.settimeout(START_SECONDS)
        self._request = json.dumps(self._greet(setup)).encode()

    def _greet(self, setup: Sequence[str]) -> dict[str, Any]:
        """Wait for the zygote; send it its memory map, which it cannot see itself; return what children may use."""
        try:
            self._zygote.prepare(setup)
            hello, ancillary, _, _ = self._control.recvmsg(4096, 64)
            pid = struct.unpack("3i", ancillary[0][2])[0]
            if json.loads(hello)["threads"] != 1:
                raise SandboxError("The sandbox has more than one thread, so that a fork could hang.")
            self._control.send(json.dumps(anonymous_regions(pid)).encode())
            size = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * PAGE
        except (OSError, ValueError, IndexError) as error:
            raise SandboxError(f"The sandbox did not start: {self._zygote.last_words() or error}") from None
        self._control.settimeout(None)
        readable = [*jail.mounts(), *jail.DEVICES, str(jail.INSIDE)] if self.tier == "landlock" else []
        room = size + self.limits.memory * 2**20
        return {"seconds": self.limits.seconds, "address_space": room, "readable": readable}

    @property
    def label(self) -> str:
        """What results say of how they were made."""
        return "without a sandbox" if self.tier == "none" else self.tier

    def child(self) -> "Child":
        """Fork a child for one submission; use it as a context manager."""
        return Child(self._control, self._request, self.limits)

    def close(self) -> None:
        """Hang up, and everything in it ends."""
        self._zygote.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Child:
    """One submission's process: send it cells, ask it probes; on leaving it is dead and reaped."""

    def __init__(self, control: socket.socket, request: bytes, limits: Limits) -> None:
        self._limits, self.usage = limits, dict[str, float]()
        self._deadline = time.monotonic() + limits.wall  # one for all that it is asked
        self._channel, theirs = socket.socketpair()
        self._status, zygotes = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, zygotes, contextlib.suppress(OSError):
            socket.send_fds(control, [request], [theirs.fileno(), zygotes.fileno()])
        self._status.settimeout(START_SECONDS)
        _, descriptors, _, _ = socket.recv_fds(self._status, 16, 1)
        if not descriptors:
            self._channel.close()
            self._status.close()
            raise SandboxError("The sandbox has gone.")
        self._pidfd = descriptors[0]

    def send(self, data: Any) -> None:
        """Send data; raise `Ended` when nobody takes them."""
        try:
            self._channel.settimeout(max(self._deadline - time.monotonic(), 1e-3))
            frames.send(self._channel, data)
        except frames.Closed:
            raise Ended(self._ending()) from None

    def receive(self) -> Any:
        """Return the next answer; raise `Ended` when none comes."""
        try:
            return frames.receive(self._channel, self._deadline)
        except frames.Garbled:
            raise Ended("garbled") from None
        except frames.Closed:
            raise Ended(self._ending()) from None

    def _ending(self) -> str:
        """Name the way it ended; called when it fell silent."""
        if time.monotonic() >= self._deadline:
            return "time"
        if not select.select([self._status], [], [], 1)[0]:
            return "garbled"  # It lives, and has closed its channel.
        self._bury()
        if self.usage["exit"] == TOO_MUCH_OUTPUT:
            return "output"
        # Nobody else kills; the kernel counts in ticks, so that less than the limit may be reported.
        if self.usage["exit"] == -signal.SIGKILL and self.usage["cpu"] > self._limits.seconds / 2:
            return "time"
        return "memory" if self.usage["peak"] > self._limits.memory * 900 else "killed"

    def _bury(self) -> None:
        if not self.usage:
            report = self._status.recv(4096)
            if not report:
                raise SandboxError("The sandbox has gone.")
            self.usage = json.loads(report)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        self._channel.close()
        try:
            self._bury()
        finally:
            self._status.close()
            os.close(self._pidfd)


def anonymous_regions(pid: int) -> list[list[int]]:
    """List the process's private writable memory that no file backs, as [start, end] addresses."""
    regions = []
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, mode, _, _, inode, *_ = line.split()
        if mode == "rw-p" and inode == "0":
            regions.append([int(address, 16) for address in span.split("-")])
    return sorted(regions, key=lambda region: region[0] - region[1])[:200]
