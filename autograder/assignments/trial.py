"""Try an assignment before students do: every wrong answer that we can think of, against every check.

An author's functions are trusted, and answered for in this process; one that never ends is stopped.
"""

import ast
import contextlib
import io
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .assignment import Assignment
from .assignment import Exercise as Asked
from .check import Check, Question
from .comparison import NoAnswer
from .mutants import mutants
from .time_limit import at_most
from .wrong import Misconception

SEEDS = 1, 2, 3
MOST_SECONDS = 2.0  # of one answer
FEW = 0.1  # of an exercise's points: more is too much for a constant
KINDS = "constant", "misconception", "mutant"
CONSTANTS = ("None", "0.0", "[]", "torch.zeros(3)")
EMPTY = "raise NotImplementedError()"


@dataclass(frozen=True)
class Wrong:
    """A wrong answer, and which checks refuse it, by seed."""

    kind: str
    held: Misconception
    refused: tuple[frozenset[str], ...]
    shown: bool  # a visible test fails as well

    @property
    def name(self) -> str:
        """Its name, by which a note can tell why it is as it is."""
        return self.held.name


@dataclass
class Trial:
    """An assignment with everything that was tried on it."""

    assignment: Assignment

    def __post_init__(self) -> None:
        """The functions and the notebook's given cells, in a namespace for the visible tests."""
        self.notebook: dict[str, Any] = {"__name__": "__main__"}
        for source in self.assignment.setup:
            exec(source, self.notebook)
        for source in self.assignment.reference_functions.values():
            exec(source, self.notebook)
        for cell in self.assignment.cells:
            if cell.folded:
                exec(cell.source, self.notebook)

    @property
    def notes(self) -> dict[str, str]:
        """Why something is as it is, by the name of a check or a wrong answer: nobody is warned of it."""
        return self.assignment.notes

    @cached_property
    def wrong(self) -> list[Wrong]:
        """Every wrong answer, tried; what Python thinks of them is known."""
        with warnings.catch_warnings(action="ignore"):
            return [
                self._tried(kind, held, asked)
                for asked in self.assignment.exercises
                for kind, held in self._held(asked)
            ]

    def _held(self, asked: Asked) -> Iterator[tuple[str, Misconception]]:
        source = self.assignment.reference_functions[asked.name]
        function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
        names = [argument.arg for argument in function.args.args]
        head = f"def {asked.name}({ast.unparse(function.args)}):\n    "
        bodies = {f"return {value}": f"return {value}" for value in (*CONSTANTS, *names)} | {"empty": EMPTY}
        for name, body in bodies.items():
            constant = Misconception(asked.name, f"{asked.name}: {name}", body, "", head + body)
            yield "constant", self.assignment.reference.ready(constant)
        for held in self.assignment.reference.misconceptions:
            if held.exercise == asked.name:
                yield "misconception", held
        for mutant in mutants(asked.name, source):
            yield "mutant", self.assignment.reference.ready(mutant)

    def _tried(self, kind: str, held: Misconception, asked: Asked) -> Wrong:
        checks = self.assignment.checks[asked.name]
        refused = tuple(frozenset(check.name for check in checks if self._refuses(check, seed, held)) for seed in SEEDS)
        return Wrong(kind, held, refused, any(refused) and self._fails_visibly(asked, held))

    def _question(self, check: Check, seed: int) -> Question:
        return self.assignment.reference.question(check, seed)

    def _refuses(self, check: Check, seed: int, held: Misconception) -> bool:
        with at_most(MOST_SECONDS):
            return self._question(check, seed).refuses(held) is not None
        return True

    def _fails_visibly(self, asked: Asked, held: Misconception) -> bool:
        """Run the graded cell that students see."""
        cell = next(cell for cell in self.assignment.cells if cell.id == asked.graded)
        before = dict(self.notebook)
        with at_most(MOST_SECONDS), contextlib.redirect_stdout(io.StringIO()):
            try:
                exec(held.source, self.notebook)
                exec(cell.source, self.notebook)
            except Exception:
                return True
            finally:
                self.notebook.update(before)
            return False
        return True

    def caught(self, check: Check) -> Counter[str]:
        """How many wrong answers of each kind a check refuses, and how many it alone."""
        asked = [answer for answer in self.wrong if answer.held.exercise == check.exercise]
        mine = [answer for answer in asked if check.name in answer.refused[0]]
        alone = sum(len(answer.refused[0]) == 1 for answer in mine)
        return Counter(answer.kind for answer in mine) + Counter({"alone": alone})

    def doubts(self) -> list[str]:
        """What an author should look at, unless a note says why it is so."""
        doubts = [*self._of_checks(), *self._of_answers(), *self._of_misconceptions()]
        doubted = {name for name, _ in doubts}
        unknown = [name for name, why in self.notes.items() if name not in doubted and not why.startswith("by chance")]
        return [f"{name}: {text}" for name, text in doubts if name not in self.notes] + [
            f"{name}: a note gives a reason for it, but it does not happen." for name in sorted(unknown)
        ]

    def _of_checks(self) -> Iterator[tuple[str, str]]:
        for checks in self.assignment.checks.values():
            for check in checks:
                for seed in SEEDS:
                    self._question(check, seed).compare(self._question(check, seed).right)
                if not self.caught(check):
                    yield check.name, f"nothing that was tried fails this check of {check.exercise}."

    def _of_answers(self) -> Iterator[tuple[str, str]]:
        points = {asked.name: asked.points for asked in self.assignment.exercises}
        for answer in self.wrong:
            lost, whole = self._points(answer), points[answer.held.exercise]
            if len(set(answer.refused)) > 1:
                yield answer.name, f"its score depends on the inputs: {' or '.join(map(listed, set(answer.refused)))}."
            if not lost:
                yield answer.name, f"this {answer.kind} gets full marks."
            elif answer.kind == "constant" and whole - lost > FEW * whole:
                yield answer.name, f"this constant gets {whole - lost:g} of {whole:g} points."
            elif not answer.shown:
                yield answer.name, f"it passes the visible test and loses {lost:g} points: {listed(answer.refused[0])}."

    def _points(self, answer: Wrong) -> float:
        checks = self.assignment.checks[answer.held.exercise]
        return sum(check.points for check in checks if check.name in answer.refused[0])

    def _of_misconceptions(self) -> Iterator[tuple[str, str]]:
        ideas = [answer.held for answer in self.wrong if answer.kind == "misconception"]
        for held in ideas:
            rivals = [other for other in ideas if other.exercise == held.exercise and other is not held]
            questions = [self._question(check, SEEDS[0]) for check in self.assignment.checks[held.exercise]]
            failed = [question for question in questions if question.refuses(held) and not silent(question, held)]
            twins = [
                other.name for other in rivals if all(question.same(question.of(held), other) for question in questions)
            ]
            if not failed:
                yield held.name, "its sentence is never shown: students who hold it pass, or give no answer."
            if twins:
                yield held.name, f"no check can tell it from {listed(twins)}."


def silent(question: Question, held: Misconception) -> bool:
    """Tell whether a check gets no answer from who holds it."""
    return question.refuses(held) is NoAnswer


def listed(names: Any) -> str:
    """Names in a row."""
    return ", ".join(sorted(names)) or "nothing"
