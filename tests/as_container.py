"""Run a command as a container does, by a filter of system calls: as_container.py [CALL=ERROR ...] -- COMMAND.

No namespaces, as by Docker's default profile for a container without CAP_SYS_ADMIN; and each CALL, or `landlock` or
`pidfd` for all of a kind, is refused with that error.
"""

import errno
import os
import sys

import pyseccomp as seccomp

NAMESPACES = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
KINDS = {"landlock": (444, 445, 446), "pidfd": ("pidfd_open", "pidfd_send_signal")}


def main() -> None:
    """Load the filter and become the command."""
    split = sys.argv.index("--")
    wall = seccomp.SyscallFilter(seccomp.ALLOW)
    for flag in NAMESPACES:
        wall.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    wall.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for call in ("unshare", "setns", "mount", "umount2", "pivot_root"):
        wall.add_rule(seccomp.ERRNO(errno.EPERM), call)
    for name, _, error in (word.partition("=") for word in sys.argv[1:split]):
        for call in KINDS.get(name, (name,)):
            wall.add_rule(seccomp.ERRNO(getattr(errno, error)), call)
    wall.load()
    command = sys.argv[split + 1 :]
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
