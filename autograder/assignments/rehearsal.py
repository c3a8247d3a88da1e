"""Foresee what checks will ask: they are rehearsed with the reference in the student's place, once for each seed.

All questions then travel together, and a child answers on while its first answers are compared.
"""

import contextlib
from dataclasses import dataclass, field
from functools import lru_cache

from ..sandbox.answer import Call
from .check import Check, Draw, Failure, NoAnswer, Probe
from .reference import Reference


@dataclass
class Rehearsal:
    """Takes note of every probe."""

    known: Reference
    probes: list[Probe] = field(default_factory=list)

    def __call__(self, probe: Probe) -> tuple[list[Call], list[Call]]:
        """Have the reference answer for both."""
        self.probes.append(probe)
        answer = self.reference(probe)
        return answer, answer

    def reference(self, probe: Probe) -> list[Call]:
        """Ask the reference alone."""
        return self.known.ask(probe)


@lru_cache(maxsize=500)
def foreseen(known: Reference, checks: tuple[Check, ...], seed: int) -> list[Probe]:
    """List what these checks ask, in order; what they ask a student besides is not foreseen, and asked then."""
    rehearsal = Rehearsal(known)
    for check in checks:
        with contextlib.suppress(Failure, NoAnswer):
            check.rule(rehearsal, Draw(seed, check.exercise))
    return rehearsal.probes
