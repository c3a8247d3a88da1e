"""The zygote: a warm process that forks a child for each submission, and reports how the child ended."""

import base64
import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import socket
import sys
import tempfile
import warnings
from typing import Any

import matplotlib
import torch

from . import walls
from .cells import Notebook
from .child import run

MADV_COLLAPSE = 25
MANY = 30  # children: to collapse our memory takes the time that it saves in a hundred of them


def main(descriptor: int, tier: str) -> None:
    """Warm up, take the judge's word on our memory map, and serve until the judge hangs up."""
    control = socket.socket(fileno=descriptor)
    wall = None if tier == "none" else walls.build_filter()
    warm_up()
    given = json.load(sys.stdin)
    lay_out(given["files"], given["folder"])
    notebook = prepared(given["setup"])
    broken = {
        number: f"{report['raised']['type']}: {report['raised']['message']}"
        for number, report in enumerate(notebook.reports)
        if report["raised"]
    }
    control.send(json.dumps({"threads": torch.get_num_threads(), "broken": broken}).encode())
    regions = json.loads(control.recv(1 << 20))
    gc.freeze()
    gc.enable()
    if tier == "jail":
        read_once(tempfile.gettempdir())
    serve(control, notebook, wall, regions)


def warm_up() -> None:
    """Import and run once what a notebook is likely to use, so that no child pays for it."""
    matplotlib.use("Agg")
    torch.set_num_threads(1)
    torch.manual_seed(0)  # The first time it reads sources.
    warnings.simplefilter("ignore")
    importlib.import_module("matplotlib.pyplot")

    weight = torch.zeros(3, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    torch.nn.functional.mse_loss((weight * torch.arange(3.0)).sum(), torch.tensor(1.0)).backward()
    optimizer.step()
    weight.half()  # At the first use torch looks at the processor, which a child may not.


def lay_out(files: dict[str, str], folder: str) -> None:
    """Lay data files beside the notebook: no child can open one for writing."""
    if files:
        os.makedirs(folder, exist_ok=True)
        os.chdir(folder)
        for name, content in files.items():
            with open(name, "wb") as file:
                file.write(base64.b64decode(content))


def read_once(folder: str) -> None:
    """Read all that is writable to us: for a day, no child's reading will give it another access time."""
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not os.path.ismount(os.path.join(path, name))]
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                file.read(1)


def prepared(setup: list[str]) -> Notebook:
    """Run the cells that every submission of the assignment begins with; no child then pays for them."""
    notebook = Notebook()
    notebook.prepare([[0, source] for source in setup])
    sys.stderr = sys.__stderr__
    return notebook


def collapse(regions: list[list[int]]) -> None:
    """Gather anonymous memory into huge pages: a fork copies page tables, and these are then short."""
    libc = ctypes.CDLL(None, use_errno=True)
    for start, end in regions:
        libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)


def serve(control: socket.socket, notebook: Notebook, wall: walls.Filter | None, regions: list[list[int]]) -> None:
    """Fork a child for each request; pass its pidfd at once, its exit status and usage when it has ended."""
    poll = select.poll()
    poll.register(control, select.POLLIN)
    children: dict[int, tuple[int, socket.socket]] = {}
    born = 0
    while True:
        for descriptor, _ in poll.poll():
            if descriptor != control.fileno():
                poll.unregister(descriptor)
                bury(descriptor, *children.pop(descriptor))
                continue
            request, descriptors, _, _ = socket.recv_fds(control, 4096, 2)
            if not request:
                return
            pidfd, child = give_birth(json.loads(request), descriptors, notebook, wall)
            children[pidfd] = child
            poll.register(pidfd, select.POLLIN)
            born += 1
            if born == MANY:
                collapse(regions)


def give_birth(
    request: dict[str, Any], descriptors: list[int], notebook: Notebook, wall: walls.Filter | None
) -> tuple[int, tuple[int, socket.socket]]:
    """Fork a child for the submission that will come through the first descriptor; report on the second."""
    pid = os.fork()
    if pid == 0:
        run(descriptors[0], request, notebook, wall)
    status = socket.socket(fileno=descriptors[1])
    pidfd = os.pidfd_open(pid)
    os.close(descriptors[0])
    with contextlib.suppress(OSError):  # The judge may have been killed since it asked.
        socket.send_fds(status, [b"born"], [pidfd])
    return pidfd, (pid, status)


def bury(pidfd: int, pid: int, status: socket.socket) -> None:
    """Reap a child and tell the judge how it ended, with CPU seconds and peak memory in KiB."""
    _, code, usage = os.wait4(pid, 0)
    os.close(pidfd)
    report = {"exit": os.waitstatus_to_exitcode(code), "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}
    with contextlib.suppress(OSError):  # The judge may no longer listen.
        status.send(json.dumps(report).encode())
    status.close()
