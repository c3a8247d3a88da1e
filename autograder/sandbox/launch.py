"""The zygote as a process of ours: behind which wall, and how it is started. The code that it runs is in `inside/`.

Nothing here needs torch, so that torch can be imported on both sides of the wall at the same time.
"""

import base64
import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

from ..errors import SandboxError
from . import jail, machine
from .inside import landlock


class Zygote:
    """A process behind the wall of a tier; it warms up, and then waits for the cells that it is to run."""

    def __init__(self, tier: str) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                _command(tier, theirs.fileno()), pass_fds=[theirs.fileno()], stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=jail.INSIDE.parent,
                start_new_session=True,  # Ctrl+C in our terminal must not reach a student's code, which would answer.
                env=jail.ENVIRONMENT | {"MPLCONFIGDIR": str(jail.font_list().parent)},
            )  # fmt: skip

    def prepare(self, setup: Sequence[str], files: Mapping[str, bytes], folder: str) -> None:
        """Hand over the cells that every submission begins with, and the data files that lie beside its notebook."""
        texts = {name: base64.b64encode(content).decode() for name, content in files.items()}
        if self.process.stdin:
            with self.process.stdin as pipe:
                pipe.write(json.dumps({"setup": list(setup), "files": texts, "folder": folder}).encode())

    def last_words(self) -> str:
        """End it, and return the end of what it said."""
        self.control.close()  # Who still listens holds the pipe that is read to its end here.
        self.process.kill()
        said = self.process.stderr.read() if self.process.stderr else b""
        self.close()
        return said.decode(errors="replace").strip()[-300:]

    def close(self) -> None:
        """Hang up: it ends, and with it its namespace and everything in it."""
        self.control.close()
        for pipe in (self.process.stdin, self.process.stderr):
            if pipe:
                pipe.close()
        self.process.wait()


@contextlib.contextmanager
def ahead(tier: str) -> Iterator[Zygote]:
    """Start a zygote now for who will need one soon; at the end it ends, whether anybody took it or not."""
    zygote = Zygote(tier)
    try:
        yield zygote
    finally:
        zygote.process.kill()  # What is behind the jail's own process ends when it finds nobody to listen to.
        zygote.close()


def choose_tier() -> str:
    """The strongest tier that this machine has, found by trying; raise `SandboxError` when there is none."""
    if lack := machine.lack():
        raise SandboxError(lack)
    if (no_jail := jail.obstacle()) is None:
        return "jail"
    if (no_landlock := landlock.obstacle()) is None:
        return "landlock"
    raise SandboxError(
        f"There is no sandbox on this machine: no namespaces ({no_jail}), and {no_landlock}. {jail.advice()} "
        "Or grade on another machine. Notebooks that you wrote yourself can be graded with --no-sandbox."
    )


def why_second() -> str:
    """Say in a line why this machine has the second tier only, and how it would have the first."""
    return f"Second tier (Landlock, no namespaces), since {jail.obstacle()}. {jail.advice()}"


def _command(tier: str, descriptor: int) -> list[str]:
    arguments = [str(descriptor), tier]
    if tier == "jail":
        return jail.command(arguments)
    return [sys.executable, "-s", "-m", jail.INSIDE.name, *arguments]
