"""Try what this machine can do: start the sandbox and attack it."""

import argparse

from ..course import Course
from ..errors import SandboxError
from ..sandbox.launch import choose_tier, why_second

TIERS = {
    "jail": "jail, limits and system-call filter",
    "landlock": (
        "Landlock, limits and system-call filter; no namespaces. A child can ask whether a path exists, and see when a "
        "file was read or written; it can open only the listed ones"
    ),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no option of its own."""


def run(options: argparse.Namespace, course: Course) -> int:
    """Say what holds; status 3 when nothing can be graded here."""
    tier = choose_tier()
    if tier != "jail":
        print(why_second())
    # Imported late: they bring torch, and a machine that lacks something is told so at once.
    from ..judging.canary import attacks_that_work
    from ..sandbox.outside import Sandbox

    with Sandbox(tier=tier) as sandbox:
        worked = attacks_that_work(sandbox)
    if worked:
        raise SandboxError(f"The sandbox leaks: a canary could {', '.join(worked)}. Nothing can be graded here.")
    print(f"This machine can grade safely.\nTier: {TIERS[tier]}.\nAll canary attacks failed, as they should.")
    return 0
