"""The judge's end of one submission's process: what is sent to it, what it answers, and how it ended."""

import contextlib
import json
import math
import os
import signal
import socket
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..errors import SandboxError, TooBusy
from . import clock
from .inside import frames
from .inside.cells import TOO_MUCH_OUTPUT

if TYPE_CHECKING:
    from .outside import Sandbox

START_SECONDS = 600


class Ended(Exception):
    """A child that gives no more answers, and how it ended: time, memory, output, killed, garbled."""


class Child:
    """One submission's process: send it cells, ask it probes; on leaving it is dead and reaped."""

    def __init__(self, sandbox: "Sandbox", budget: clock.Budget) -> None:
        self._sandbox, self._budget, self._seconds = sandbox, budget, budget.share()
        self.usage, self._at_birth = dict[str, float](), math.inf  # KiB of memory
        # The judge's clock ends it; the kernel does where the judge does not look.
        request = {**sandbox.room, "seconds": math.floor(self._seconds) + 1}
        self._channel, theirs = socket.socketpair()
        self._status, zygotes = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, zygotes, contextlib.suppress(OSError):
            socket.send_fds(sandbox.control, [json.dumps(request).encode()], [theirs.fileno(), zygotes.fileno()])
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
        self.clock = clock.Clock(self._pidfd, self._seconds, sandbox.patience)  # one for all that it is asked

    def send(self, data: Any) -> None:
        """Send data; raise `Ended` when nobody takes them."""
        self.write(frames.packed(data))

    def write(self, frame: bytes) -> None:
        """Send a frame; raise `Ended` when nobody takes it."""
        try:
            frames.write(self._channel, frame, self._waited)
        except frames.Closed:
            raise Ended(self._ending()) from None

    def receive(self) -> bytes:
        """Return the next answer, a frame; raise `Ended` when none comes."""
        try:
            if not self.clock.alive:
                self._hear_of_life()
            return frames.read(self._channel, self._waited)
        except frames.Garbled:
            raise Ended("garbled") from None
        except frames.Closed:
            raise Ended(self._ending()) from None

    def _hear_of_life(self) -> None:
        try:
            self._at_birth = frames.receive(self._channel, self._waited)
        except frames.Closed:
            raise SandboxError("A child of the sandbox could not confine itself.") from None
        self.clock.begin()

    def _waited(self, seconds: float) -> None:
        self.clock.waited(seconds)
        if self.clock.over:
            self._kill()
            self._bury()
            raise Ended("memory" if self._grown() > 1 / 2 else "time")

    def _ending(self) -> str:
        """Name the way it ended; called when it fell silent."""
        if not clock.ending(clock.process(self._pidfd)):
            return "garbled"  # It lives, and has closed its channel.
        self._bury()
        if self.usage["exit"] == TOO_MUCH_OUTPUT:
            return "output"
        if self._grown() > 1 / 2:
            return "memory"
        if self.usage["exit"] != -signal.SIGKILL:
            return "killed"
        # No child can send this signal; the kernel counts in ticks, so that less than the limit may be reported.
        if self.usage["cpu"] > self._seconds / 2:
            return "time"
        raise TooBusy("this machine was too busy: it ran out of memory and killed the submission's process")

    def _grown(self) -> float:
        """How far it grew since it was born, as a part of what it may."""
        return (self.usage["peak"] - self._at_birth) / (self._sandbox.limits.memory * 1024)

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
            used = max(self.usage["cpu"], self.clock.own)
            self._budget.charge(used, late=used > 0.9 * self._seconds)  # Where ticks are counted, one is missing.
        finally:
            self._status.close()
            os.close(self._pidfd)
