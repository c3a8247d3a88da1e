"""The judge's side of the wall: one warm zygote, and a child of it for each submission."""

import contextlib
import copy
import json
import multiprocessing
import os
import socket
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from ..errors import SandboxError
from . import clock, jail, launch, machine
from .conversation import START_SECONDS
from .conversation import Child as Child
from .conversation import Ended as Ended

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Limits:
    """What one child may use: seconds of its own time, and MiB of memory beyond the warm process."""

    seconds: float = 1
    memory: int = 1024


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
        zygote: launch.Zygote | None = None,
    ) -> None:
        self.limits, self.tier = limits, tier
        self.broken: dict[int, str] = {}  # the cells of the setup that failed, and how
        self._folder = tempfile.TemporaryDirectory() if files and tier != "jail" else None
        self.patience, self._lonely = clock.PATIENCE, multiprocessing.Lock()
        self.budget: clock.Budget | None = None
        self._zygote = zygote or launch.Zygote(tier)
        self.control = self._zygote.control
        self.control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.control.settimeout(START_SECONDS)
        self.room = self._greet(setup, files)

    def _greet(self, setup: Sequence[str], files: Mapping[str, bytes]) -> dict[str, Any]:
        """Wait for the zygote; send it its memory map, which it cannot see itself; return what children may use."""
        try:
            self._zygote.prepare(setup, files, self._folder.name if self._folder else "/tmp/notebook")
            message, ancillary, _, _ = self.control.recvmsg(1 << 16, 64)
            pid, hello = struct.unpack("3i", ancillary[0][2])[0], json.loads(message)
            self.broken = {int(number): said for number, said in hello["broken"].items()}
            if hello["threads"] != 1:
                raise SandboxError("The sandbox has more than one thread, so that a fork could hang.")
            self.control.send(json.dumps(anonymous_regions(pid)).encode())
            size = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * PAGE
        except (OSError, ValueError, IndexError) as error:
            raise SandboxError(f"The sandbox did not start: {self._zygote.last_words() or error}") from None
        self.control.settimeout(None)
        needed = size + self.limits.memory * 2**20
        if too_low := machine.low_limit(needed):
            raise SandboxError(too_low)
        room = {"address_space": needed, "readable": [], "user": None}
        return room if self.tier != "landlock" else room | self._second_tier()

    def _second_tier(self) -> dict[str, Any]:
        """What a child may read without a jail, and who it is."""
        user = jail.NOBODY if jail.nobody_can_work() else None
        if user and self._folder:
            os.chown(self._folder.name, user, user)
        own = [self._folder.name] if self._folder else []
        return {"readable": [*jail.mounts(), *jail.DEVICES, str(jail.INSIDE), *own], "user": user}

    @property
    def label(self) -> str:
        """What results say of how they were made."""
        return "without a sandbox" if self.tier == "none" else self.tier

    def child(self) -> Child:
        """Fork a child for one submission; use it as a context manager."""
        return Child(self, self.budget or clock.Budget(self.limits.seconds))

    def on_a_budget(self, budget: clock.Budget | None) -> Self:
        """The same sandbox for one submission, whose children share a budget: this one, or a new one."""
        thrifty = copy.copy(self)
        thrifty.budget = budget or clock.Budget(self.limits.seconds)
        return thrifty

    @contextlib.contextmanager
    def patiently(self) -> Iterator[Self]:
        """The same sandbox for those that this machine let starve: one of them at a time, and waited for longer."""
        patient = copy.copy(self)
        patient.patience = clock.MORE_PATIENCE
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


def anonymous_regions(pid: int) -> list[list[int]]:
    """List the process's private writable memory that no file backs, as [start, end] addresses."""
    regions = []
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, mode, _, _, inode, *_ = line.split()
        if mode == "rw-p" and inode == "0":
            regions.append([int(address, 16) for address in span.split("-")])
    return sorted(regions, key=lambda region: region[0] - region[1])[:200]
