"""Find the misconception behind a wrong answer: who holds it answers, check by check, as the student did."""

from dataclasses import dataclass

from ..assignments.check import Answers, Question
from ..assignments.comparison import NoAnswer
from ..assignments.wrong import Misconception
from . import words
from .result import FAILED, NO_ANSWER, PASSED, Verdict


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
        unexplained = self._wrong.difference(*(checks for _, checks in explained))
        rest = [self.verdicts[index] for index in sorted(unexplained)]
        named, told = list(self.verdicts), set[str]()
        for index, verdict in enumerate(self.verdicts):
            best = next((idea for idea, checks in explained if index in checks), None)
            if verdict.verdict == FAILED and best:
                named[index] = words.with_misconception(verdict, best, best.name in told, rest)
                told.add(best.name)
        return named

    @property
    def _wrong(self) -> set[int]:
        return {index for index, verdict in enumerate(self.verdicts) if verdict.verdict != PASSED}

    def _explained(self, held: Misconception) -> set[int]:
        """The checks in which the student answered as this one does; none if it would show in others too."""
        everywhere, wrong = set(range(len(self.verdicts))), self._wrong
        found = {index for index in wrong if self._same(index, held)}
        if all(self.verdicts[index].verdict == NO_ANSWER for index in found):
            return set()
        found |= {index for index in everywhere - wrong if self._same(index, held)}
        fits = all(self.questions[index].refuses(held) is None for index in everywhere - found)
        return found if fits else set()

    def _same(self, index: int, held: Misconception) -> bool:
        """Tell whether the student answers as this one does, or falls silent, and does not pass by it either."""
        question, answers, verdict = self.questions[index], self.answers[index], self.verdicts[index].verdict
        if answers is None or verdict == NO_ANSWER:
            return question.refuses(held) is NoAnswer
        return question.same(answers, held) and (verdict == PASSED or question.refuses(held) is not None)
