"""The notebook's own check(...): what is asked, what is right, and what wrong ideas give, made from the checks.

Its code is `check_cell.py`, which is put into the notebook with the data that are made here. A student can read all of
it: there is no line of a reference in it, and no input that is asked when it is graded.
"""

import contextlib
import importlib
import json
import re
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, zip_longest
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch

from .check import Check
from .ideas import distinct
from .probe import Probe
from .questions import kind, near, plainness
from .reference import Reference
from .values import show
from .wrong import Misconception, misconceptions, text_of

CODE = (Path(__file__).parent / "check_cell.py").read_text()
SEED = 2021  # of what students see; when it is graded, the course's secret decides
VAST = re.compile(r"e\+(?!0[5-8])")  # a number beyond a thousand million, where what is right is a matter of rounding
PLAIN_QUESTIONS = 3  # of a check


def cell(assignment: str, reference: str, untold: Collection[str] = ()) -> str:
    """The source of the cell that answers check(...); it does not name what a student has to find out."""
    tutor = Tutor.of(assignment, reference)
    tutor.untold = untold
    lines = ",\n".join(f"{name!r}: {_lines(tutor.exercise(name))}" for name in tutor.names)
    return CODE.rstrip("\n").replace("\n\n\n", "\n\n").replace("{}", f"{{\n{lines},\n}}", 1)


def _lines(exercise: dict[str, Any]) -> str:
    """A line for each thing that the cell knows of an exercise."""
    return "{" + ",\n".join(f"{key!r}: {value!r}" for key, value in exercise.items()) + "}"


@dataclass
class Tutor:
    """Asks the references and their wrong versions as the notebook's cell asks a student."""

    source: str
    reference: Reference
    checks: list[Check]
    untold: Collection[str] = ()  # misconceptions

    @classmethod
    def of(cls, assignment: str, reference: str) -> "Tutor":
        """The tutor of an assignment of the kit."""
        checks: list[Check] = importlib.import_module(f"{__package__}.checks.{assignment}").CHECKS
        return cls(reference, Reference(reference, misconceptions(text_of(assignment), reference)), checks)

    def __post_init__(self) -> None:
        self.notebook: dict[str, Any] = {"__name__": "notebook"}
        exec(self.source, self.notebook)
        exec(CODE, self.notebook)
        self.notebook["SECONDS"] = threading.TIMEOUT_MAX  # what is released depends on no clock

    @property
    def names(self) -> list[str]:
        """The exercises, in their order."""
        return list(dict.fromkeys(check.exercise for check in self.checks))

    def exercise(self, name: str) -> dict[str, Any]:
        """All that the cell knows of one exercise."""
        checks = [self.check(check) for check in self.checks if check.exercise == name]
        asks = list({json.dumps(ask): ask for check in checks for ask in check["asks"]}.values())
        numbered = [check | {"asks": [asks.index(ask) for ask in check["asks"]]} for check in checks]
        after = self.names[self.names.index(name) + 1 :]
        way_on = f"Go on with {after[0]}." if after else "Restart the kernel, run all cells, save, and hand in."
        exercise = {"needs": [], "next": way_on, "questions": asks, "checks": numbered}
        self.notebook["EXERCISES"] = {name: exercise}
        earlier = self.names[: self.names.index(name)]
        needs = [other for other in earlier if self.wrong(name, {other: lambda *_, **__: None})[1]]
        return exercise | {"needs": needs, "ideas": self.ideas(name)}

    def check(self, check: Check) -> dict[str, Any]:
        """A check with the fewest of its questions that tell right and every known wrong idea from each other."""
        question = self.reference.question(check, SEED)
        ideas = [held for held in self.reference.misconceptions if held.exercise == check.exercise]
        minds = [{}, *(self.held(held) for held in ideas if question.refuses(held))]
        probes = [probe for probe in question.probes if not any(name == "()" for name, _ in probe.calls)]
        asks = [(self.asked(probe, check.shown), near(question, probe)) for probe in probes]
        asks.sort(key=lambda ask: plainness(ask[0]))
        came = [(ask, [self.answer(ask, check.shown, mind) for mind in minds], bound) for ask, bound in asks]
        told = self.telling([row for row in came if not VAST.search(row[1][0])] or came)
        asked, answers, bounds = zip(*told, strict=True) if told else ((), (), ())
        right = [answer for answer, *_ in answers]
        return {"says": check.sentence, "look": check.shown, "asks": [*asked], "right": right, "near": [*bounds]}

    def asked(self, probe: Probe, look: str) -> dict[str, Any]:
        """A probe as the cell reads it, and in words, with what the notebook holds where that matters."""
        ask = probe.written()
        right = self.answer(ask, look)

        def matters(name: str) -> bool:
            others = {other: text for other, text in ask["notebook"].items() if other != name}
            return not self.same(self.answer({**ask, "notebook": others}, look), right)

        tensors = {name: value for name, value in probe.globals.items() if isinstance(value, torch.Tensor)}
        seen = [f"{name} = {show(value)}" for name, value in tensors.items() if matters(name)]
        times = sum(name == probe.calls[0][0] for name, _ in probe.calls)
        again = ", and again with other numbers" if probe.filled else f", {times} times" * (times > 1)
        return {"said": probe.said + again + f", with {', '.join(seen)}" * bool(seen), **ask}

    def telling(self, came: list[Any]) -> list[Any]:
        """The plainest questions, the longest, one for each way to call it, and those that tell apart who answers."""
        chosen, ways = list[Any](), set[str]()
        pairs = list(combinations(range(len(came[0][1])), 2)) if came else []
        for row in came:
            told = [(one, other) for one, other in pairs if not self.same(row[1][one], row[1][other])]
            way = kind(row[0])
            if told or way not in ways or len(chosen) < PLAIN_QUESTIONS or row is came[-1]:
                pairs, ways = [pair for pair in pairs if pair not in told], ways | {way}
                chosen.append(row)
        return chosen

    def ideas(self, name: str) -> dict[int, list[dict[str, Any]]]:
        """The wrong ideas by the first check that they do not pass, each with the answers from there that tell it."""
        known = [held for held in self.reference.misconceptions if held.exercise == name]
        wrong = {held: self.wrong(name, self.held(held)) for held in known}
        right = [self.shortened(check["right"]) for check in self.notebook["EXERCISES"][name]["checks"]]
        ideas: dict[int, list[dict[str, Any]]] = {}
        for held, (first, came) in wrong.items():
            others = [other for mind, (at, other) in wrong.items() if mind != held and at == first]
            if came and held.name not in self.untold:
                told = distinct(came, [right[first:], *others])
                told = [row[: self.proof(*rows)] for row, *rows in zip(came, told, came, right[first:], strict=True)]
                ideas.setdefault(first, []).append({"says": held.sentence, "hint": held.hint, "came": told})
        return ideas

    def proof(self, told: list[str], came: list[str], right: list[str]) -> int:
        """How many answers to a check must be an idea's: those that tell it from others, up to one that is wrong."""
        wrong = [number for number, pair in enumerate(zip(came, right, strict=False), 1) if not self.same(*pair)]
        return max(len(told), *wrong[:1], 0)

    def held(self, held: Misconception) -> dict[str, Any]:
        """The function of someone who holds a misconception, by its name."""
        with patch.dict(self.notebook):
            exec(held.source, self.notebook)
            return {held.exercise: self.notebook[held.exercise]}

    def wrong(self, name: str, others: dict[str, Any]) -> tuple[int, list[Any]]:
        """The number of the first check that others in a reference's place do not pass, and what comes from there."""
        with patch.dict(self.notebook, others):
            results = self.notebook["answers"](name)
            with in_double():
                sure = [came for _, came in self.notebook["answers"](name)]
        failed = [number for number, (check, came) in enumerate(results) if not self.alike(came, check)]
        first = failed[0] if failed else len(results)
        pairs = zip(results[first:], sure[first:], strict=True)
        return first, [self.stable(came, others) for (_, came), others in pairs]

    def answer(self, ask: dict[str, Any], look: str, others: Any = ()) -> str:
        """Ask the reference, or others in its place."""
        with patch.dict(self.notebook, others), in_double():
            text: str = self.notebook["answer"](ask, look, [])
            return text

    def stable(self, texts: list[str], sure: list[str]) -> list[str]:
        """Texts that are the same on every processor: those in double precision, where they say the same."""
        pairs = zip_longest(texts, sure[: len(texts)], fillvalue="")
        return self.shortened([other if self.same(text, other) else text for text, other in pairs])

    def shortened(self, texts: list[str]) -> list[str]:
        """Texts as the notebook shows them."""
        return [self.notebook["short"](text) for text in texts]

    def alike(self, came: list[str], check: dict[str, Any]) -> bool:
        """Whether the notebook takes the answers to a check for right."""
        passed: bool = self.notebook["alike"](came, check["right"], check["near"])
        return passed

    def same(self, text: str, other: str) -> bool:
        """Whether the notebook takes two answers for one wrong idea's."""
        same: bool = self.notebook["alike"]([text], [other])
        return same


@contextlib.contextmanager
def in_double() -> Iterator[None]:
    """Have whoever is asked answer in double precision: as many digits as are shown are the same on every processor."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(before)
