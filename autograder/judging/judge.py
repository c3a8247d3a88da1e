"""Judging: ask a submission's functions through the wall, and compare the answers out here.

All exercises are judged in one child first. What did not pass there is judged again in a child of its own, with
the references of the exercises before it put in place, so that a mistake costs its own exercise only.
"""

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..assignments.assignment import Exercise
from ..assignments.check import Answers, Draw, Probe, Question
from ..assignments.comparison import Failure, NoAnswer
from ..assignments.reference import answer_to
from ..sandbox.answer import Call, Raised, typed
from ..sandbox.inside.frames import Garbled
from ..sandbox.outside import Child, Ended, Sandbox
from ..submissions.submission import Cells, Submission, definitions
from . import words
from .diagnosis import Diagnosis
from .evidence import evidence
from .result import FAILED, NO_ANSWER, PASSED, ExerciseResult, Result, Verdict


def judge(student: str, submission: Submission, sandbox: Sandbox, seed: int) -> Result:
    """Judge one submission; the seed decides the inputs. Raises nothing but `KitError`."""
    started, judging = time.monotonic(), Judging(submission, sandbox.on_a_budget(), seed)
    exercises, name = judging.exercises(), submission.assignment.name
    return Result(
        student, name, submission.assignment.points, tuple(exercises), seed=seed,
        seconds=time.monotonic() - started, sandbox=sandbox.label,
    )  # fmt: skip


@dataclass
class Judging:
    """One submission on its way through the sandbox."""

    submission: Submission
    sandbox: Sandbox
    seed: int
    cells: Cells | None = None  # those that run to their end; None when no choice of them does

    def exercises(self) -> list[ExerciseResult]:
        """Judge all exercises that have checks together, then each that did not pass on its own."""
        assignment = self.submission.assignment
        results = self._together() if assignment.checked else []
        for index, exercise in enumerate(assignment.checked):
            # The first has nothing before it that could have spoiled it.
            if index and self.cells is not None and results[index].verdict != PASSED:
                cells = [*self.cells, (0, assignment.before(exercise))]
                both = [*self._judged([exercise], cells), results[index]]
                # Who ran out of a shorter time may have run into something else before.
                results[index] = max(both, key=lambda one: (one.score or 0, one.ending != "time"))
        return results

    def _together(self) -> list[ExerciseResult]:
        exercises = self.submission.assignment.checked
        for cells in self._choices():
            if results := self._judged(exercises, cells):
                self.cells = cells
                return results
        return [self._unanswered(exercise) for exercise in exercises]

    def _choices(self) -> Iterator[Cells]:
        """All cells; then, if those do not run to their end, what the student's define."""
        everything = self.submission.runnable
        yield everything
        yield [(number, definitions(source) if number else source) for number, source in everything]

    def _judged(self, exercises: tuple[Exercise, ...] | list[Exercise], cells: Cells) -> list[ExerciseResult]:
        """Judge exercises in one child; return nothing when the cells do not run to their end."""
        with self.sandbox.child() as child:
            student = Student(child)
            self._ending = student.run(cells)
            if self._ending:
                return []
            student.put([probe for exercise in exercises for probe in self._asked(exercise)])
            return [self._exercise(student, exercise) for exercise in exercises]

    def _questions(self, exercise: Exercise) -> list[Question]:
        assignment = self.submission.assignment
        return [assignment.reference.question(check, self.seed) for check in assignment.checks[exercise.name]]

    def _asked(self, exercise: Exercise) -> list[Probe]:
        """All that is asked about an exercise, in an order that nobody knows."""
        probes = [probe for question in self._questions(exercise) for probe in question.probes]
        return Draw(self.seed, exercise.name).shuffled(probes)

    def _exercise(self, student: "Student", exercise: Exercise) -> ExerciseResult:
        questions, ending = self._questions(exercise), None
        verdicts, answers = list[Verdict](), list[Answers | None]()
        for question in questions:
            verdict, how = self._verdict(question, student, answers)
            ending = ending or how
            verdicts.append(replace(verdict, evidence=evidence(question, student.heard, verdict.verdict == PASSED)))
        if any(verdict.verdict == FAILED for verdict in verdicts):
            verdicts = Diagnosis(questions, answers, verdicts).named()
        return ExerciseResult(exercise.name, exercise.points, tuple(verdicts), ending)

    def _verdict(
        self, question: Question, student: "Student", answers: list[Answers | None]
    ) -> tuple[Verdict, str | None]:
        check = question.check
        verdict = Verdict(check.name, check.sentence, PASSED, check.points)
        answers.append(None)
        try:
            answers[-1] = heard = [student.ask(probe) for probe in question.probes]
            question.compare(heard)
            return verdict, None
        except Failure as failure:
            return replace(verdict, verdict=FAILED, message=str(failure), hint=failure.hint or None), None
        except NoAnswer as silence:
            broken = student.broken_cell(check.exercise) if silence.ending == "missing" else None
            message, hint = words.silence(check.exercise, silence, self.submission.notebook["cells"], broken)
            return replace(verdict, verdict=NO_ANSWER, message=message, hint=hint), silence.ending

    def _unanswered(self, exercise: Exercise) -> ExerciseResult:
        message, hint = words.silence(exercise.name, NoAnswer(self._ending), [])
        checks = [
            Verdict(check.name, check.sentence, NO_ANSWER, check.points, f"The notebook does not run: {message}", hint)
            for check in self.submission.assignment.checks[exercise.name]
        ]
        return ExerciseResult(exercise.name, exercise.points, tuple(checks), self._ending)


class Student:
    """The student's functions, in a child; once it has ended, every question gets the same silence."""

    def __init__(self, child: Child) -> None:
        self._child, self._ending = child, ""
        self._cells: Cells = []
        self.reports: list[Any] = []
        self.heard: dict[Any, list[Call]] = {}  # by the key of a probe
        self._waiting: dict[Any, Probe] = {}

    def run(self, cells: Cells) -> str:
        """Run the cells; return how the child ended, or nothing if it lives."""
        self._cells = cells
        with self._until_the_end():
            self._child.send([list(cell) for cell in cells])
            self.reports = typed(self._child.receive(), list)
            if len(self.reports) != len(cells):
                raise Garbled("a report for each cell")
        return self._ending

    def broken_cell(self, function: str) -> Raised | None:
        """How the cell that should define this function failed, if it did."""
        for (number, source), report in zip(self._cells, self.reports, strict=False):
            if number and re.search(rf"\b(?:def|class)\s+{re.escape(function)}\b", source):
                with contextlib.suppress(Garbled):
                    return Raised.read(typed(report, dict).get("raised"))
        return None

    def put(self, probes: list[Probe]) -> None:
        """Send these probes, to be performed in this order; their answers wait to be asked for."""
        if self._ending:
            return
        fresh = {probe.key: probe for probe in probes}
        self._waiting |= fresh
        with self._until_the_end():
            self._child.send([probe.data() for probe in fresh.values()])

    def ask(self, probe: Probe) -> list[Call]:
        """Return the answer to the probe; raise `NoAnswer` when none comes back."""
        key = probe.key
        if key not in self.heard and key not in self._waiting:
            self.put([probe])
        while key not in self.heard:
            if self._ending:
                raise NoAnswer(self._ending)
            self._listen()
        return self.heard[key]

    def _listen(self) -> None:
        key = next(iter(self._waiting))
        probe = self._waiting.pop(key)
        with self._until_the_end():
            self.heard[key] = answer_to(probe, self._child.receive())

    @contextlib.contextmanager
    def _until_the_end(self) -> Iterator[None]:
        """Note how the child ended, if it did."""
        try:
            yield
        except (Ended, Garbled) as end:
            self._ending = str(end) if isinstance(end, Ended) else "garbled"
