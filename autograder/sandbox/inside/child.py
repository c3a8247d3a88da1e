"""The child: confines itself, runs one submission's cells, answers probes, and ends."""

import os
import resource
import socket
from typing import Any, NoReturn

from . import frames, landlock, walls
from .cells import Notebook
from .lacks import Absent
from .probes import perform

CHANNEL = 3


def run(descriptor: int, request: dict[str, Any], prepared: Notebook, wall: walls.Filter | None) -> NoReturn:
    """Never return: whatever happens in here, the process ends with `_exit`."""
    status = 1
    try:
        _furnish(descriptor)
        channel = socket.socket(fileno=CHANNEL)
        if request["readable"]:
            landlock.restrict(request["readable"])
        walls.give_up_rights(request["user"])
        walls.limit(request["seconds"], request["address_space"])
        if wall:
            wall.load()
        # From here on its clock runs, and its memory counts: a fork shows less as its own than the zygote does.
        frames.send(channel, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        _converse(channel, prepared)
        status = 0
    except (frames.Closed, frames.Garbled):
        status = 0
    finally:
        os._exit(status)


def _furnish(descriptor: int) -> None:
    os.dup2(descriptor, CHANNEL)
    os.closerange(CHANNEL + 1, 1024)
    for standard in (0, 1, 2):
        os.dup2(os.open("/dev/null", os.O_RDWR), standard)
    os.closerange(CHANNEL + 1, 1024)


def _converse(channel: socket.socket, prepared: Notebook) -> None:
    """Take step after step: probes to perform on what is there, then cells to run."""
    step: dict[str, Any] = frames.receive(channel)
    notebook = prepared if step["cells"][: len(prepared.ran)] == prepared.ran else Notebook()
    while True:
        for probe in step["probes"]:
            Absent.asked = True
            frames.send(channel, perform(probe, notebook.namespace, notebook.tape))
            Absent.asked = False
        if step["cells"]:
            frames.send(channel, notebook.run_all(step["cells"]))
        step = frames.receive(channel)
