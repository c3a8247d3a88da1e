"""What stands in for a disk, threads and processes, which nobody has in here: small files that last as long as we do.

A loader of data does its work itself; for a thread or a process of one's own there is no stand-in but `Lacking`.
"""

import builtins
import io
import multiprocessing.process
import multiprocessing.synchronize
import os
import threading
from typing import Any

import torch

kept: dict[str, bytes] = {}  # files that were written, by path


class Lacking(RuntimeError, OSError):
    """What was asked for is not to be had in here: its kind, package or right, and its name.

    To whom it is no surprise takes it for what the system says then.
    """

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"the grader has no {name}")
        self.lack = [kind, name]


class Kept(io.BytesIO):
    """A file that was opened to be written, or one that was written before."""

    def __init__(self, path: str, content: bytes) -> None:
        super().__init__(content)
        self._path = path

    def flush(self) -> None:
        """Keep what was written so far."""
        kept[self._path] = self.getvalue()

    def close(self) -> None:
        """Keep all that was written."""
        if not self.closed:
            self.flush()
        super().close()


_open, _save, _load = io.open, torch.save, torch.utils.data.DataLoader.__init__


def furnish() -> None:
    """Put the stand-ins in place."""
    for place, name, value in (
        (builtins, "open", _opened),
        (io, "open", _opened),
        (os, "mkdir", lambda *_, **__: None),
        (os, "makedirs", lambda *_, **__: None),
        (torch, "save", _saved),
        (torch.utils.data.DataLoader, "__init__", _loading),
        (threading.Thread, "start", _refused),
        (multiprocessing.process.BaseProcess, "start", _refused),
        (multiprocessing.synchronize.SemLock, "__init__", _refused),
        (os, "pipe", _refused),  # with which pools of processes begin
    ):
        setattr(place, name, value)


def _opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, *more: Any, **named: Any) -> Any:
    path = os.fspath(file) if isinstance(file, str | os.PathLike) else ""
    if not (path in kept or (path and set(mode) & set("wax"))):
        return _open(file, mode, buffering, encoding, *more, **named)
    file = Kept(str(path), b"" if set(mode) & set("wx") else kept.get(str(path), b""))
    if "a" in mode:
        file.seek(0, io.SEEK_END)
    return file if "b" in mode else io.TextIOWrapper(file, encoding or "utf-8", write_through=True)


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


def _refused(*_: Any, **__: Any) -> None:
    raise Lacking("right", "second thread or process")
