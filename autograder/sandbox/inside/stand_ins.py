"""What stands in for a disk, threads, processes and devices, which nobody has in here.

Small files last as long as we do, a loader of data does its work itself, memory is shared with nobody, and the default
device is one that is there. For a thread or a process of one's own there is no stand-in but `Lacking`.
"""

import _thread
import builtins
import io
import multiprocessing.process
import multiprocessing.synchronize
import os
import stat
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch

kept: dict[str, bytes] = {}  # files that were written, by path
folders: set[str] = set()  # those that were made


class Lacking(RuntimeError, OSError):
    """What was asked for is not to be had in here: its kind, package or right, and its name.

    To whom it is no surprise takes it for what the system says then.
    """

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"the grader has no {name}")
        self.lack = [kind, name]


class Kept(io.BytesIO):
    """A file that was opened to be written, or one that was written before."""

    def __init__(self, path: Any, content: bytes) -> None:
        super().__init__(content)
        self.name = path
        self.flush()

    def flush(self) -> None:
        """Keep what was written so far."""
        kept[place(self.name)] = self.getvalue()

    def close(self) -> None:
        """Keep all that was written."""
        if not self.closed:
            self.flush()
        super().close()


_open, _stat, _remove = io.open, os.stat, os.remove
_save, _load, _prefer = torch.save, torch.utils.data.DataLoader.__init__, torch.set_default_device


def _lacking(name: str) -> Callable[..., Any]:
    def lacking(*_: Any, **__: Any) -> None:
        raise Lacking("right", name)

    return lacking


_refused = _lacking("second thread or process")


def furnish() -> None:
    """Put the stand-ins in place."""
    for owner, name, value in (
        (builtins, "open", _opened),
        (io, "open", _opened),
        (os, "mkdir", _made),
        (os, "makedirs", _made),
        (os, "stat", _described),
        (os, "remove", _removed),
        (os, "unlink", _removed),
        (torch, "save", _saved),
        (torch, "set_default_device", _preferred),
        (torch, "set_num_interop_threads", lambda _: None),  # which can be set once, and is
        (torch.UntypedStorage, "share_memory_", lambda storage, *_, **__: storage),
        (torch.utils.data.DataLoader, "__init__", _loading),
        (torch.autograd.profiler.profile, "__init__", _lacking("profiler")),
        (_thread, "start_new_thread", _refused),
        (threading.Thread, "start", _refused),
        (multiprocessing.process.BaseProcess, "start", _refused),
        (multiprocessing.synchronize.SemLock, "__init__", _refused),
        (os, "pipe", _refused),  # with which pools of processes begin
    ):
        setattr(owner, name, value)


def place(file: Any) -> str:
    """Where a file lies, by whatever it is named; of what is not named by a path, nothing."""
    return os.path.abspath(os.fsdecode(file)) if isinstance(file, str | bytes | os.PathLike) else ""


def _opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, *more: Any, **named: Any) -> Any:
    path = place(file)
    if "opener" in named or not (path in kept or (path and set(mode) & set("wax"))):
        return _open(file, mode, buffering, encoding, *more, **named)
    opened = Kept(file, b"" if set(mode) & set("wx") else kept.get(path, b""))
    if "a" in mode:
        opened.seek(0, io.SEEK_END)
    return opened if "b" in mode else io.TextIOWrapper(opened, encoding or "utf-8", write_through=True)


def _made(folder: Any, *_: Any, **__: Any) -> None:
    folders.add(place(folder))


def _described(path: Any, **named: Any) -> os.stat_result:
    if place(path) in kept:
        return os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, len(kept[place(path)]), 0, 0, 0))
    if place(path) in folders:
        return os.stat_result((stat.S_IFDIR | 0o755, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    return _stat(path, **named)


def _removed(path: Any, **named: Any) -> None:
    if kept.pop(place(path), None) is None:
        _remove(path, **named)


def _saved(value: Any, file: Any, *more: Any, **named: Any) -> None:
    if isinstance(file, str | os.PathLike):
        with _opened(file, "wb") as opened:
            _save(value, opened, *more, **named)
    else:
        _save(value, file, *more, **named)


def _loading(self: Any, *given: Any, **named: Any) -> None:
    for name in ("num_workers", "prefetch_factor", "persistent_workers", "multiprocessing_context"):
        named.pop(name, None)
    _load(self, *given, **named)


def _preferred(device: Any) -> None:
    """A device that is not here is not preferred to the one that is."""
    if not any(refusals(torch.device("cpu" if device is None else device))):
        _prefer(device)


def refusals(device: torch.device) -> Iterator[Exception]:
    """What torch raises when it is asked for no more than the device."""
    for ask in (torch.empty(0, device="cpu").to, partial(torch.empty, 0)):
        try:
            ask(device=device)
        except Exception as refusal:
            yield refusal
