"""Whose fault it is decides the type, and the type decides the command's exit status."""


class KitError(Exception):
    """A fault that is no student's: what happened, then what to do."""

    status = 3


class UsageError(KitError):
    """The instructor asked for something that is not there."""

    status = 2


class SandboxError(KitError):
    """This machine, or our own code, cannot run submissions safely."""


class TooBusy(KitError):
    """This machine had no time or memory for a submission; another run may have."""


class Unreadable(Exception):
    """A submission that could not be graded, and why: the student's notebook, nobody's zero."""


def fault_of_ours(error: BaseException) -> str:
    """Say that something of ours failed, and how: no reason to stop the class or to judge the student."""
    return f"the grader itself failed: please report it ({type(error).__name__}: {str(error)[:200]})"
