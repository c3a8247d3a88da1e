"""Judging: ask a submission's functions through the wall, and compare the answers out here.

The cells run in one child, and each exercise is asked when its test cell comes: what stands below cannot take
anything away. What did not pass is judged again in a child of its own, with the references of the exercises before
it put in place, so that a mistake costs its own exercise only; and once more as it stands at the end of the notebook.
"""

import sys
import time
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..assignments.assignment import Exercise
from ..assignments.check import Answers, Question
from ..assignments.comparison import Failure, NoAnswer
from ..assignments.draw import Draw
from ..assignments.hints import of_rule
from ..assignments.probe import Probe
from ..sandbox.clock import Budget
from ..sandbox.outside import Sandbox
from ..submissions.definitions import definitions, only_defines
from ..submissions.submission import Cells, Submission
from . import words
from .diagnosis import Diagnosis
from .evidence import evidence
from .result import BY_HAND, FAILED, NO_ANSWER, PASSED, ExerciseResult, Result, Verdict
from .student import Student

MOST_REMEMBERED = 5_000  # comparisons
TOGETHER = -1  # the first step
ENDED = {"time", "memory", "killed", "output", "garbled"}  # ways in which a whole child ends


def judge(student: str, submission: Submission, sandbox: Sandbox, seed: int) -> Result:
    """Judge one submission; the seed decides the inputs. Raises nothing but `KitError`."""
    judging = Judging(submission, seed)
    while judging.due is not None:
        judging.go_on(sandbox)
    return judging.result(student, sandbox.label)


@dataclass
class Judging:
    """One submission on its way through the sandbox, step by step: between two steps it may wait, or travel."""

    submission: Submission
    seed: int
    due: int | None = TOGETHER  # the next step: all exercises, or the number of one; None at the end
    results: dict[str, ExerciseResult] = field(default_factory=dict)
    endless: int = sys.maxsize  # so many cells are known not to run to their end
    budget: Budget | None = None
    seconds: float = 0.0

    def go_on(self, sandbox: Sandbox) -> None:
        """Judge all exercises that have checks; at each later step one that did not pass."""
        started, due, self.sandbox = time.monotonic(), self.due or 0, sandbox.on_a_budget(self.budget)
        exercises = self.submission.assignment.checked
        order = sorted(exercises, key=self.submission.moment)
        if due == TOGETHER:
            self.results = self._in_turn(order) if order else {}
        else:
            name = exercises[due].name
            # The first has nothing before it that could have spoiled it, and nothing that it could lack.
            alone = due == 0 and exercises[0] == order[0]
            self.results[name] = self._again(exercises[due], self.results[name], spoiled=not alone)
        later = range(due + 1, len(exercises))
        self.due = next((number for number in later if self.results[exercises[number].name].verdict != PASSED), None)
        self.budget, self.seconds = self.sandbox.budget, self.seconds + time.monotonic() - started
        del self.sandbox

    def result(self, student: str, label: str) -> Result:
        """All that came out."""
        assignment = self.submission.assignment
        exercises = tuple(self.results[exercise.name] for exercise in assignment.checked)
        return Result(
            student, assignment.name, assignment.points, exercises, seed=self.seed, seconds=self.seconds, sandbox=label
        )

    def _in_turn(self, order: list[Exercise]) -> dict[str, ExerciseResult]:
        """Run the cells in one child; ask about an exercise as soon as those up to its test have run, and go on."""
        cells, results = self.submission.runnable, dict[str, ExerciseResult]()
        moments = [self.submission.moment(exercise) for exercise in order]
        with self.sandbox.child() as child:
            student = Student(child)
            student.send([], cells[: moments[0]])
            for exercise, start, end in zip(order, moments, [*moments[1:], moments[-1]], strict=True):
                alive = not student.ending
                if student.catch_up():
                    self.endless = min(self.endless, start) if alive else self.endless
                    results[exercise.name] = self._unanswered(exercise, student.ending)
                    continue
                student.send(self._asked(exercise), cells[start:end])
                results[exercise.name] = self._exercise(student, exercise)
        return results

    def _again(self, exercise: Exercise, first: ExerciseResult, spoiled: bool) -> ExerciseResult:
        """Judge an exercise as it stands at its test, and as it stands at the end; the better one counts."""
        moment, cells = self.submission.moment(exercise), self.submission.runnable
        both = [*self._alone(exercise, moment, None if spoiled else first), first]
        # Who ran out of a shorter time may have run into something else before.
        result = max(both, key=lambda one: (one.score or 0, one.ending != "time"))
        others = {other.name for other in self.submission.assignment.exercises} - {exercise.name}
        above = "\n".join(source for _, source in cells[:moment])
        if result.verdict != PASSED and not all(only_defines(source, others, above) for _, source in cells[moment:]):
            result = max([result, *self._alone(exercise, len(cells))], key=_rank)
        return result

    def _alone(self, exercise: Exercise, moment: int, known: ExerciseResult | None = None) -> list[ExerciseResult]:
        """Judge an exercise after so many cells, in a child of its own, unless that is known.

        Where they leave it no time to answer, judge it after what they define, too.
        """
        cells, results = self.submission.runnable[:moment], [known] if known else []
        if not results and moment < self.endless:
            results.append(self._judged(exercise, cells))
        if not results or results[0].ending in ENDED:
            defined = [(number, definitions(source) if number else source) for number, source in cells]
            results += [self._judged(exercise, defined)] if defined != cells else []
        return results

    def _judged(self, exercise: Exercise, cells: Cells) -> ExerciseResult:
        """Judge an exercise after these cells, with the references before it put in place."""
        with self.sandbox.child() as child:
            student = Student(child)
            if student.run([*cells, (0, self.submission.assignment.before(exercise))]):
                self.endless = min(self.endless, len(cells))
                return self._unanswered(exercise, student.ending)
            student.send(self._asked(exercise), [])
            return self._exercise(student, exercise)

    def _questions(self, exercise: Exercise) -> list[Question]:
        assignment = self.submission.assignment
        return [assignment.reference.question(check, self.seed) for check in assignment.checks[exercise.name]]

    def _asked(self, exercise: Exercise) -> list[Probe]:
        """All that is asked about an exercise, in an order that nobody knows."""
        probes = [probe for question in self._questions(exercise) for probe in question.probes]
        return Draw(self.seed, exercise.name).shuffled(probes)

    def _exercise(self, student: Student, exercise: Exercise) -> ExerciseResult:
        questions, silences = self._questions(exercise), list[NoAnswer]()
        verdicts, answers = list[Verdict](), list[Answers | None]()
        for question in questions:
            verdict = self._verdict(question, student, answers, silences)
            verdicts.append(replace(verdict, evidence=evidence(question, student.heard, verdict.verdict == PASSED)))
        ending = silences[0].ending if silences else None
        if lacks := next(filter(None, (student.lacks(silence, exercise.name) for silence in silences)), None):
            waiting = words.lack(*lacks)
            verdicts = [words.unasked(verdict, waiting) for verdict in verdicts]
            return ExerciseResult(exercise.name, exercise.points, tuple(verdicts), ending, waiting, lacks=lacks)
        if any(verdict.verdict == FAILED for verdict in verdicts):
            verdicts = Diagnosis(questions, answers, verdicts).named()
        return ExerciseResult(exercise.name, exercise.points, tuple(verdicts), ending)

    def _verdict(
        self, question: Question, student: Student, answers: list[Answers | None], silences: list[NoAnswer]
    ) -> Verdict:
        """Judge by one check; keep the answers, or the silence."""
        check = question.check
        verdict = Verdict(check.name, check.sentence, PASSED, check.points)
        answers.append(None)
        try:
            answers[-1] = heard = tuple(student.ask(probe) for probe in question.probes)
            if failure := _remembered(question, heard) if student.brief else _failure(question, heard):
                return replace(verdict, verdict=FAILED, message=str(failure), hint=failure.hint or None)
            return verdict
        except NoAnswer as silence:
            silences.append(silence)
            broken = student.broken_cell(check.exercise) if silence.ending == "missing" else None
            message, hint = words.silence(check.exercise, silence, self.submission.notebook["cells"], broken)
            raised = broken or silence.raised
            kind = raised.type if raised else None
            return replace(verdict, verdict=NO_ANSWER, message=message, hint=hint, raised=kind)

    def _unanswered(self, exercise: Exercise, ending: str) -> ExerciseResult:
        message, hint = words.silence("A cell of the notebook", NoAnswer(ending), [])
        checks = [
            Verdict(check.name, check.sentence, NO_ANSWER, check.points, message, hint)
            for check in self.submission.assignment.checks[exercise.name]
        ]
        return ExerciseResult(exercise.name, exercise.points, tuple(checks), ending)


@lru_cache(MOST_REMEMBERED)
def _remembered(question: Question, answers: Answers) -> Failure | None:
    """Judge once: who sends the same is told the same."""
    return _failure(question, answers)


def _failure(question: Question, answers: Answers) -> Failure | None:
    """What is wrong with the answers, and what to try, which an author's own rule does not say."""
    failure = question.failure(answers)
    if failure and question.check.unhinted:
        failure.hint = failure.hint or of_rule(question, answers)
    return failure


def _rank(result: ExerciseResult) -> tuple[Any, ...]:
    """What a student deserves most comes last; where a person is asked, only full marks are better."""
    return result.verdict == PASSED, result.verdict == BY_HAND, result.score or 0, result.verdict != NO_ANSWER
