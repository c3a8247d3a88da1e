"""The judge's side of the wall: one warm zygote, and a child of it for each submission."""

import contextlib
import copy
import json
import math
import multiprocessing
import os
import signal
import socket
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from ..errors import SandboxError, TooBusy
from . import clock, jail, launch
from .inside import frames
from .inside.cells import TOO_MUCH_OUTPUT

PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 600


@dataclass(frozen=True)
class Limits:
    """What one child may use: seconds of its own time, and MiB of memory beyond the warm process."""

    seconds: float = 3
    memory: int = 1024


class Ended(Exception):
    """A child that gives no more answers, and how it ended: time, memory, output, killed, garbled."""


class Sandbox:
    """A zygote behind the wall; thread-safe, as many children at a time as there are callers.

    Children whose cells begin with the setup start behind it: the zygote has run it.
    """

    def __init__(
        self,
        limits: Limits = Limits(),
        tier: str = "jail",
        setup: Sequence[str] = (),
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.limits, self.tier = limits, tier
        self.broken: dict[int, str] = {}  # the cells of the setup that failed, and how
        self._folder = tempfile.TemporaryDirectory() if files and tier != "jail" else None
        self._patience, self._lonely = clock.PATIENCE, multiprocessing.Lock()
        self._zygote = launch.start(tier)
        self._control = self._zygote.control
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._control.settimeout(START_SECONDS)
        self._room = self._greet(setup, files)

    def _greet(self, setup: Sequence[str], files: Mapping[str, bytes]) -> dict[str, Any]:
        """Wait for the zygote; send it its memory map, which it cannot see itself; return what children may use."""
        try:
            self._zygote.prepare(setup, files, self._folder.name if self._folder else "/tmp/notebook")
            message, ancillary, _, _ = self._control.recvmsg(1 << 16, 64)
            pid, hello = struct.unpack("3i", ancillary[0][2])[0], json.loads(message)
            self.broken = {int(number): said for number, said in hello["broken"].items()}
            if hello["threads"] != 1:
                raise SandboxError("The sandbox has more than one thread, so that a fork could hang.")
            self._control.send(json.dumps(anonymous_regions(pid)).encode())
            size = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * PAGE
        except (OSError, ValueError, IndexError) as error:
            raise SandboxError(f"The sandbox did not start: {self._zygote.last_words() or error}") from None
        self._control.settimeout(None)
        readable = [*jail.mounts(), *jail.DEVICES, str(jail.INSIDE), *self._own()] if self.tier == "landlock" else []
        return {"address_space": size + self.limits.memory * 2**20, "readable": readable}

    def _own(self) -> list[str]:
        return [self._folder.name] if self._folder else []

    @property
    def label(self) -> str:
        """What results say of how they were made."""
        return "without a sandbox" if self.tier == "none" else self.tier

    def child(self, seconds: float | None = None) -> "Child":
        """Fork a child for one submission, with the limit's seconds or fewer; use it as a context manager."""
        limits = self.limits if seconds is None else replace(self.limits, seconds=seconds)
        request = {**self._room, "seconds": math.ceil(limits.seconds)}
        return Child(self._control, json.dumps(request).encode(), limits, self._patience)

    @contextlib.contextmanager
    def patiently(self) -> Iterator[Self]:
        """The same sandbox for those that this machine let starve: one of them at a time, and waited for longer."""
        patient = copy.copy(self)
        patient._patience = clock.MORE_PATIENCE
        with self._lonely:
            yield patient

    def close(self) -> None:
        """Hang up, and everything in it ends."""
        self._zygote.close()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Child:
    """One submission's process: send it cells, ask it probes; on leaving it is dead and reaped."""

    def __init__(self, control: socket.socket, request: bytes, limits: Limits, patience: float) -> None:
        self._limits, self.usage = limits, dict[str, float]()
        self._channel, theirs = socket.socketpair()
        self._status, zygotes = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, zygotes, contextlib.suppress(OSError):
            socket.send_fds(control, [request], [theirs.fileno(), zygotes.fileno()])
        self._status.settimeout(START_SECONDS)
        self._channel.settimeout(clock.SLICE)
        descriptors: list[int] = []
        with contextlib.suppress(OSError):
            _, descriptors, _, _ = socket.recv_fds(self._status, 16, 1)
        if not descriptors:
            self._channel.close()
            self._status.close()
            raise SandboxError("The sandbox has gone.")
        self._pidfd = descriptors[0]
        self.clock = clock.Clock(self._pidfd, limits.seconds, patience)  # one for all that it is asked

    def send(self, data: Any) -> None:
        """Send data; raise `Ended` when nobody takes them."""
        try:
            frames.send(self._channel, data, self._waited)
        except frames.Closed:
            raise Ended(self._ending()) from None

    def receive(self) -> Any:
        """Return the next answer; raise `Ended` when none comes."""
        try:
            if not self.clock.alive:
                self._hear_of_life()
            return frames.receive(self._channel, self._waited)
        except frames.Garbled:
            raise Ended("garbled") from None
        except frames.Closed:
            raise Ended(self._ending()) from None

    def _hear_of_life(self) -> None:
        try:
            frames.receive(self._channel, self._waited)
        except frames.Closed:
            raise SandboxError("A child of the sandbox could not confine itself.") from None
        self.clock.begin()

    def _waited(self, seconds: float) -> None:
        self.clock.waited(seconds)
        if self.clock.over:
            self._kill()
            self._bury()
            raise Ended("memory" if self._bulky else "time")

    def _ending(self) -> str:
        """Name the way it ended; called when it fell silent."""
        if not clock.ending(clock.process(self._pidfd)):
            return "garbled"  # It lives, and has closed its channel.
        self._bury()
        if self.usage["exit"] == TOO_MUCH_OUTPUT:
            return "output"
        if self._bulky:
            return "memory"
        if self.usage["exit"] != -signal.SIGKILL:
            return "killed"
        # No child can send this signal; the kernel counts in ticks, so that less than the limit may be reported.
        if self.usage["cpu"] > self._limits.seconds / 2:
            return "time"
        raise TooBusy("this machine was too busy: for want of memory it killed the submission's process")

    @property
    def _bulky(self) -> bool:
        return self.usage["peak"] > self._limits.memory * 900  # of KiB

    def _bury(self) -> None:
        if self.usage:
            return
        try:
            report = self._status.recv(4096)
        except TimeoutError:
            report = b""
        if not report:
            raise SandboxError("The sandbox has gone.")
        self.usage = json.loads(report)

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._kill()
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
