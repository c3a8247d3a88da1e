"""Find the misconception behind a wrong answer: who holds it answers, check by check, as the student did."""

from dataclasses import dataclass

from ..assignments.check import Answers, Question
from ..assignments.comparison import NoAnswer
from ..assignments.wrong import Misconception
from . import words
from .result import FAILED, NO_ANSWER, Verdict


@dataclass
class Diagnosis:
    """Compares a student's answers, None where there was silence, with those of each misconception of the exercise."""

    questions: list[Question]
    answers: list[Answers | None]
    verdicts: list[Verdict]

    def named(self) -> list[Verdict]:
        """Name the misconception behind each failed check, if we know one; that which explains most goes first."""
        exercise = self.questions[0].check.exercise
        held = [idea for idea in self.questions[0].reference.misconceptions if idea.exercise == exercise]
        explained = sorted(((idea, self._explained(idea)) for idea in held), key=lambda pair: -len(pair[1]))
        named, told = list(self.verdicts), set[str]()
        for index, verdict in enumerate(self.verdicts):
            best = next((idea for idea, checks in explained if index in checks), None)
            if verdict.verdict == FAILED and best:
                named[index] = words.with_misconception(verdict, best, best.name in told)
                told.add(best.name)
        return named

    def _explained(self, held: Misconception) -> set[int]:
        """The checks in which the student answered as this one does; none if it would show in others too."""
        everywhere = range(len(self.verdicts))
        failed = [index for index in everywhere if self.verdicts[index].verdict == FAILED]
        found = {index for index in failed if self._same(index, held) and self.questions[index].refuses(held)}
        if not found:
            return found
        found |= {index for index in everywhere if index not in failed and self._same(index, held)}
        return found if all(self._fits(index, held) for index in everywhere if index not in found) else set()

    def _same(self, index: int, held: Misconception) -> bool:
        answers = self.answers[index]
        return answers is not None and self.questions[index].same(answers, held)

    def _fits(self, index: int, held: Misconception) -> bool:
        """Tell whether this one would pass a check, or fall silent as the student did."""
        refusal = self.questions[index].refuses(held)
        return refusal is None or (refusal is NoAnswer and self.verdicts[index].verdict == NO_ANSWER)
