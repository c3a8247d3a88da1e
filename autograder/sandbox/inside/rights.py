"""What the sandbox refuses or the machine does not have, told from an exception's data: a disk, a network, a device."""

import contextlib
import errno
import io
import socket
from collections.abc import Iterable
from typing import Any

import torch

from . import stand_ins

WRITING = "place to write to"
UNOPENED = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def refused(error: BaseException) -> str | None:
    """Name the right that was lacking where this was raised, if one was."""
    if isinstance(error, socket.gaierror):
        return "network"
    if getattr(error, "sqlite_errorname", "") in UNOPENED:
        return WRITING
    return _refused_by_system(error) if isinstance(error, OSError) else None


def _refused_by_system(error: OSError) -> str | None:
    """What the filter of system calls refused: of all opening of files, no other than to write."""
    path = stand_ins.place(error.filename)
    stood_in_for = isinstance(error, io.UnsupportedOperation) or path in stand_ins.kept or path in stand_ins.folders
    if error.errno == errno.EROFS or stood_in_for:
        return WRITING
    if error.errno == errno.EPERM:
        return "permission for this system call" if error.filename is None else WRITING
    return None


def absent_device(error: BaseException, values: Iterable[Any]) -> str | None:
    """Name the device among the values of which torch, asked for it alone, raises the same."""
    # Each but once: where a function called itself, its values come a thousand times.
    for value in dict.fromkeys(value for value in values if isinstance(value, str | torch.device)):
        with contextlib.suppress(RuntimeError):
            device = torch.device(value)
            if any(_same(error, refusal) for refusal in stand_ins.refusals(device)):
                return device.type
    return None


def _same(error: BaseException, refusal: Exception) -> bool:
    """Whether two exceptions say the same: to miss a device's part of torch is of a type of its own."""
    return type(error) is type(refusal) and (isinstance(error, NotImplementedError) or str(error) == str(refusal))
