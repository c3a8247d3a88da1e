"""Landlock: a process gives up the file system for ever, but for what it names (Linux 5.13 and later).

The second tier's wall around files, where no namespace can be had. Source: Documentation/userspace-api/landlock.rst
of the Linux kernel.
"""

import ctypes
import errno
import os
import stat
import struct

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION, PATH_BENEATH, NO_NEW_PRIVS = 1, 1, 38
RIGHTS = {0: 0, 1: 13, 2: 14, 3: 15, 4: 15}  # how many rights an ABI knows; 16 from the fifth on
ATTRIBUTES = {0: 0, 1: 8, 2: 8, 3: 8, 4: 16, 5: 16}  # bytes of a ruleset: files, then TCP, then scopes
TCP = 0b11  # bind and connect
SCOPES = 0b11  # abstract sockets, and signals, to anybody outside
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3

REASONS = {
    errno.ENOSYS: "Landlock is not in this kernel (Linux 5.13 and later), or a container's seccomp profile hides it",
    errno.EOPNOTSUPP: "Landlock is in this kernel, but not among the `lsm=` that it was booted with",
    errno.EPERM: "Landlock is forbidden here, as by the seccomp profile of a container",
}


def abi() -> int:
    """Tell which Landlock this kernel speaks: 0 for none."""
    return max(0, int(ctypes.CDLL(None).syscall(CREATE_RULESET, None, 0, VERSION)))


def obstacle() -> str | None:
    """Tell why Landlock cannot be had; None when it can."""
    try:
        _call(CREATE_RULESET, None, 0, VERSION)
    except OSError as error:
        return REASONS.get(error.errno or 0, f"Landlock is refused: {error.strerror}")
    return None


def restrict(readable: list[str]) -> None:
    """Let this process read below these paths, and touch no other file; raise OSError if the kernel refuses."""
    handled = struct.pack("QQQ", (1 << RIGHTS.get(abi(), 16)) - 1, TCP, SCOPES)[: ATTRIBUTES.get(abi(), 24)]
    ruleset = _call(CREATE_RULESET, handled, len(handled), 0)
    for path in readable:
        if os.path.exists(path):
            _allow(ruleset, path)
    ctypes.CDLL(None).prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    _call(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
    rights = EXECUTE | READ_FILE | (READ_DIR if folder else 0)
    _call(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
    os.close(descriptor)


def _call(number: int, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
