"""Try what this machine can do: start the sandbox and attack it."""

import argparse

from ..course import Course
from ..errors import SandboxError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no option of its own."""


def run(options: argparse.Namespace, course: Course) -> int:
    """Say what holds; status 3 when nothing can be graded here."""
    from ..canary import attacks_that_work
    from ..sandbox import Sandbox

    with Sandbox() as sandbox:
        worked = attacks_that_work(sandbox)
    if worked:
        raise SandboxError(f"The sandbox leaks: a canary could {', '.join(worked)}. Nothing can be graded here.")
    print("This machine can grade safely: jail, limits and system-call filter hold.")
    return 0
