"""This process's sandboxes, each watched by canaries before anyone is graded in it."""

import atexit
import threading
from typing import Any

from ..errors import SandboxError
from ..sandbox.launch import Zygote
from ..sandbox.outside import Sandbox
from . import canary
from .settings import Settings


class Sandboxes:
    """Warm sandboxes by what they were made for; whoever is forked shares them."""

    def __init__(self) -> None:
        self._warm = dict[Any, Sandbox]()
        self._lock = threading.Lock()

    def of(self, settings: Settings, lost: Sandbox | None = None, zygote: Zygote | None = None) -> Sandbox:
        """The sandbox for these settings, started at first use or in the place of a lost one, watched each time."""
        assignment = settings.assignment
        key = (assignment.name, *assignment.setup, assignment.files, settings.limits, settings.tier)
        with self._lock:
            warm = self._warm.get(key)
            if warm and warm is not lost:
                return warm
            if lost and not warm:
                raise SandboxError("The sandbox was closed.")
            if warm:
                self._warm.pop(key).close()
            self._warm[key] = _watched(settings, zygote)
            return self._warm[key]

    def close(self) -> None:
        """End all of them, and every child in them."""
        while self._warm:
            self._warm.popitem()[1].close()


def _watched(settings: Settings, zygote: Zygote | None) -> Sandbox:
    """Start a sandbox, and let no one in before the canaries have."""
    assignment = settings.assignment
    sandbox = Sandbox(settings.limits, settings.tier, assignment.setup, dict(assignment.files), zygote)
    try:
        canary.check(sandbox, assignment)
    except BaseException:
        sandbox.close()
        raise
    return sandbox


SANDBOXES = Sandboxes()
atexit.register(SANDBOXES.close)
