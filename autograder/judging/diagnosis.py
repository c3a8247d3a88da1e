"""Find the misconception behind a wrong answer: who holds it answers, check by check, as the student did."""

from dataclasses import dataclass, replace
from typing import Any

from ..assignments.check import Check, Draw, Failure, Misconception, NoAnswer, Probe
from ..assignments.reference import Reference
from ..sandbox.answer import Call
from . import words
from .result import FAILED, NO_ANSWER, PASSED, Verdict

Key = tuple[Any, ...]  # of a probe
Heard = dict[Key, list[Call]]  # what the student answered


@dataclass
class Diagnosis:
    """Compares a student's answers with those of each misconception of the exercise."""

    reference: Reference
    seed: int
    checks: list[Check]
    heard: Heard

    def named(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Name the misconception behind each failed check, if we know one; that which explains most goes first."""
        held = [one for one in self.reference.misconceptions if one.exercise == self.checks[0].exercise]
        explained = [(one, self._explained(one, [verdict.verdict for verdict in verdicts])) for one in held]
        explained.sort(key=lambda pair: -len(pair[1]))
        named = list(verdicts)
        for index, verdict in enumerate(verdicts):
            best = next((one for one, found in explained if index in found), None)
            if verdict.verdict == FAILED and best:
                named[index] = words.with_misconception(verdict, best)
        return named

    def _explained(self, held: Misconception, verdicts: list[str]) -> set[int]:
        """The checks in which the student answered as this one does; none if it would show in others too."""
        replay = Replay(self.reference, self.heard, held)
        everywhere = set(range(len(verdicts)))
        failed = {index for index in everywhere if verdicts[index] == FAILED}
        found = {index for index in failed if self._outcome(replay, index) == PASSED}
        if not found:
            return found
        found |= {index for index in everywhere - failed if self._outcome(replay, index) == PASSED}
        graded = replace(replay, graded=True)
        return found if all(self._fits(graded, index, verdicts) for index in everywhere - found) else set()

    def _fits(self, graded: "Replay", index: int, verdicts: list[str]) -> bool:
        """Tell whether this one would pass a check, or fall silent as the student did."""
        outcome = self._outcome(graded, index)
        return outcome == PASSED or outcome == verdicts[index] == NO_ANSWER

    def _outcome(self, replay: "Replay", index: int) -> str:
        try:
            self.checks[index].rule(replay, Draw(self.seed, self.checks[index].exercise))
        except NoAnswer:
            return NO_ANSWER
        except (Failure, KeyError):  # KeyError: a probe that the student never got
            return FAILED
        return PASSED


@dataclass
class Replay:
    """Puts the same probes again, with who holds a misconception in the reference's or the student's place."""

    known: Reference
    heard: Heard
    held: Misconception
    graded: bool = False  # in the student's place

    def __call__(self, probe: Probe) -> tuple[list[Call], list[Call]]:
        """Ask who holds the misconception; the student has answered already."""
        student, answer = self.heard[probe.key()], self.known.ask(probe, self.held)
        return (answer, self.known.ask(probe)) if self.graded else (student, answer)

    def reference(self, probe: Probe) -> list[Call]:
        """What the reference says, so that the inputs are those of the first time."""
        return self.known.ask(probe)
