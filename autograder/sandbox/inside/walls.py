"""What holds a child in: resource limits, then a system-call filter that lets it compute and nothing else.

No process, thread, socket, signal to others, or file opened for writing: whatever the child does, it leaves
nothing behind when it ends. The filter is built once and loaded last, in each child, for ever.
"""

import contextlib
import ctypes
import errno
import os
import resource
import signal
import struct
from typing import Any

Filter = Any  # pyseccomp's, which comes without types

ALLOWED = """
    read write readv writev pread64 lseek close fstat newfstatat statx stat lstat readlink readlinkat access
    faccessat faccessat2 getdents64 getcwd mprotect munmap mremap brk rt_sigaction rt_sigprocmask rt_sigreturn
    sigaltstack getrandom nanosleep gettimeofday time getuid geteuid getgid getegid sched_yield getcpu getrusage
    times uname exit exit_group dup poll restart_syscall recvfrom sendto
""".split()
NUMBERLESS = "getpid gettid getppid".split()  # They answer 0: a number would tell how many children there were before.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PRIVATE_FUTEX = 128
CLOCKS = 16  # The numbers above stand for the clocks of other processes.
# Memory of the child's own: anonymous, or a copy of a file; never mapped ahead, locked, huge, or shared with others.
SHARED, PRIVATE, ANONYMOUS = 0x01, 0x02, 0x20
MAPPING = 0x10 | ANONYMOUS | 0x800 | 0x1000 | 0x4000 | 0x20000 | 0x100000  # fixed, noreserve, stack and the like
ADVICE = (0, 1, 2, 4, 8, 14, 15)  # on memory of its own: normal, random, sequential, dontneed, free, (no) huge pages
TCGETS = 0x5401
PARENT_DEATH_SIGNAL = 1  # prctl's name for it
CAPABILITY_VERSION = 0x20080522
libc = ctypes.CDLL(None)
prctl, _ = libc.prctl, libc.capset  # found once: a child that looks for it touches every library's table


def build_filter() -> Filter:
    """Build the filter: everything is refused with EPERM but what is named here."""
    import pyseccomp as seccomp  # needs libseccomp, which only a walled tier may ask for

    wall = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        wall.add_rule(seccomp.ALLOW, name)
    wall.add_rule(seccomp.ALLOW, "openat", seccomp.Arg(2, seccomp.MASKED_EQ, WRITING, 0))
    wall.add_rule(seccomp.ALLOW, "open", seccomp.Arg(1, seccomp.MASKED_EQ, WRITING, 0))
    wall.add_rule(seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0))
    wall.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, TCGETS))
    for command in (1, 2, 3):  # F_GETFD, F_SETFD, F_GETFL
        wall.add_rule(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    _keep_apart(wall, seccomp)
    # With ENOSYS glibc falls back to clone, which is refused; EPERM would be taken for a fault.
    wall.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    return wall


def _keep_apart(wall: Filter, seccomp: Any) -> None:
    """Leave out what would tell one child of another: shared futexes and pages, clocks and numbers of processes."""
    wall.add_rule(seccomp.ALLOW, "futex", seccomp.Arg(1, seccomp.MASKED_EQ, PRIVATE_FUTEX, PRIVATE_FUTEX))
    for kind in (PRIVATE, SHARED | ANONYMOUS):
        mask = 0xFFFFFFFF & ~MAPPING | kind
        wall.add_rule(seccomp.ALLOW, "mmap", seccomp.Arg(3, seccomp.MASKED_EQ, mask, kind))
    for advice in ADVICE:
        wall.add_rule(seccomp.ALLOW, "madvise", seccomp.Arg(2, seccomp.EQ, advice))
    for name in ("clock_gettime", "clock_getres", "clock_nanosleep"):
        wall.add_rule(seccomp.ALLOW, name, seccomp.Arg(0, seccomp.LT, CLOCKS))
    wall.add_rule(seccomp.ALLOW, "sched_getaffinity", seccomp.Arg(0, seccomp.EQ, 0))
    for name in NUMBERLESS:
        wall.add_rule(seccomp.ERRNO(0), name)


def give_up_rights(user: int | None) -> None:
    """Be another user, if one is given and root may do that; then give up every capability."""
    if user is not None:
        with contextlib.suppress(PermissionError):  # root of a container that has few rights itself
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
    if libc.capset(struct.pack("II", CAPABILITY_VERSION, 0), bytes(24)):
        raise OSError("capabilities cannot be given up")


def limit(seconds: int, address_space: int) -> None:
    """Limit CPU seconds and bytes of address space; soft and hard are equal, so that nothing can catch it.

    Where no namespace ends a child together with the zygote, the kernel's signal does.
    """
    prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(kind, (most, most))
