"""What a machine must have before strangers' code runs on it, found by trying; a lack is a sentence with a way out."""

import ctypes
import os
import resource
import signal
import sys

SET_SECCOMP, FILTER = 22, 2  # prctl's names
GIB = 2**30
LEAST = {  # the smallest limits with which a class can be graded, by the shell's name for them
    "-v": (resource.RLIMIT_AS, 2 * GIB),
    "-d": (resource.RLIMIT_DATA, 2 * GIB),
    "-f": (resource.RLIMIT_FSIZE, GIB // 16),
    "-n": (resource.RLIMIT_NOFILE, 128),
    "-t": (resource.RLIMIT_CPU, 60),
    "-u": (resource.RLIMIT_NPROC, 64),
}


def lack() -> str | None:
    """Name what every sandbox needs and this machine does not have; None when all is there."""
    if sys.platform != "linux":
        return "Grading needs Linux: take the Dockerfile, or WSL 2 on Windows (README)."
    return _no_libseccomp() or _no_filter() or _no_pidfd() or low_limit()


def low_limit(room: int = 0) -> str | None:
    """Name a limit of the shell that is too low and cannot be lifted; room is the address space that a child needs."""
    for option, (kind, least) in LEAST.items():
        (soft, most), needed = resource.getrlimit(kind), max(least, room if option == "-v" else 0)
        if 0 <= soft < needed and not 0 <= most < needed:  # RLIM_INFINITY is -1
            resource.setrlimit(kind, (most, most))
        elif 0 <= most < needed:
            return f"This shell's limit `ulimit {option}` is too low for grading: set it to unlimited and try again."
    return None


def _no_libseccomp() -> str | None:
    try:
        ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return "libseccomp is missing: apt-get install libseccomp2 (Fedora: dnf install libseccomp)."
    return None


def _no_filter() -> str | None:
    """Ask for a filter without giving one: where filters can be had, the kernel complains of the address only."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(SET_SECCOMP, FILTER, None, 0, 0)
    if ctypes.get_errno() in (14, 13):  # EFAULT; EACCES asks for no_new_privs, which comes with the filter
        return None
    return f"This machine refuses system-call filters (seccomp): {os.strerror(ctypes.get_errno())}."


def _no_pidfd() -> str | None:
    try:
        descriptor = os.pidfd_open(os.getpid())
        signal.pidfd_send_signal(descriptor, 0)
    except OSError as error:
        return (
            f"This machine refuses pidfd_open ({error.strerror}). It takes Linux 5.3, and a container that allows it."
        )
    os.close(descriptor)
    return None
