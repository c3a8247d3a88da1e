"""What holds a child in: resource limits, then a system-call filter that lets it compute and nothing else.

No process, thread, socket, signal to others, or file opened for writing: whatever the child does, it leaves
nothing behind when it ends. The filter is built once and loaded last, in each child, for ever.
"""

import ctypes
import errno
import os
import resource
import signal
from typing import Any

Filter = Any  # pyseccomp's, which comes without types

ALLOWED = """
    read write readv writev pread64 lseek close fstat newfstatat statx stat lstat readlink readlinkat access
    faccessat faccessat2 getdents64 getcwd mmap mprotect munmap mremap madvise brk futex rt_sigaction
    rt_sigprocmask rt_sigreturn sigaltstack getrandom clock_gettime clock_getres clock_nanosleep nanosleep
    gettimeofday time getpid gettid getppid getuid geteuid getgid getegid sched_getaffinity sched_yield getcpu
    getrusage times uname sysinfo exit exit_group dup poll restart_syscall membarrier recvfrom sendto
""".split()
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
TCGETS = 0x5401
PARENT_DEATH_SIGNAL = 1  # prctl's name for it
prctl = ctypes.CDLL(None).prctl  # found once: a child that looks for it touches every library's table


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
    # With ENOSYS glibc falls back to clone, which is refused; EPERM would be taken for a fault.
    wall.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    return wall


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
