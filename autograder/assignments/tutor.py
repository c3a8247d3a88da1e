"""The notebook's own check(...): what is asked, what is right, and what wrong ideas give, made from the checks.

Its code is `check_cell.py`, which is put into the notebook with the data that are made here. A student can read all of
it: there is no line of a reference in it, and no input that is asked when it is graded.
"""

import importlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import torch

from .check import Check, Probe
from .comparison import show
from .reference import Reference
from .wrong import Misconception, misconceptions, text_of

CODE = (Path(__file__).parent / "check_cell.py").read_text()
SEED = 2021  # of what students see; when it is graded, the course's secret decides
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 6  # of a check
PLAIN = 100  # and less is a number that is easy to read
OWN = {
    "backward": "(_ * torch.arange(1, _.numel() + 1).reshape(_.shape)).sum().backward()",
    "fill": "{0}.data.copy_({1})",
}


def cell(assignment: str, reference: str, untold: Collection[str] = ()) -> str:
    """The source of the cell that answers check(...); it does not name what a student has to find out."""
    tutor = Tutor.of(assignment, reference)
    tutor.untold = untold
    lines = ",\n".join(f'"{name}": {_lines(tutor.exercise(name))}' for name in tutor.names)
    return CODE.rstrip("\n").replace("{}", f"\n{{{lines}}}\n", 1)


def _lines(exercise: dict[str, Any]) -> str:
    """A line a check, so that a change of one is seen; all ideas of an exercise on one."""
    text = {key: json.dumps(value, ensure_ascii=False) for key, value in exercise.items()}
    checks = ",\n".join(json.dumps(check, ensure_ascii=False) for check in exercise["checks"])
    return f'{{"needs": {text["needs"]}, "next": {text["next"]}, "checks": [\n{checks}],\n"ideas": {text["ideas"]}}}'


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

    @property
    def names(self) -> list[str]:
        """The exercises, in their order."""
        return list(dict.fromkeys(check.exercise for check in self.checks))

    def exercise(self, name: str) -> dict[str, Any]:
        """All that the cell knows of one exercise."""
        checks = [self.check(check) for check in self.checks if check.exercise == name]
        known = [held for held in self.reference.misconceptions if held.exercise == name]
        ideas = [self.idea(held, checks) for held in known if held.name not in self.untold]
        after = self.names[self.names.index(name) + 1 :]
        way_on = f"Go on with {after[0]}." if after else "Restart the kernel, run all cells, save, and hand in."
        needs = [earlier for earlier in self.names[: self.names.index(name)] if self.needs(checks, earlier)]
        return {"needs": needs, "next": way_on, "checks": checks, "ideas": [idea for idea in ideas if idea["came"]]}

    def check(self, check: Check) -> dict[str, Any]:
        """A check with the fewest of its questions that tell right and every known wrong idea from each other."""
        question = self.reference.question(check, SEED)
        ideas = [held for held in self.reference.misconceptions if held.exercise == check.exercise]
        minds = [None, *(held for held in ideas if question.refuses(held))]
        probes = [probe for probe in question.probes if not any(name == "()" for name, _ in probe.calls)]
        asks = [self.asked(probe, check.shown) for probe in probes]
        came = [(ask, [self.answer(ask, check.shown, held) for held in minds]) for ask in sorted(asks, key=plainness)]
        told = self.telling(came)
        says = {"says": check.sentence, "look": check.shown}
        return {**says, "asks": [ask for ask, _ in told], "right": [answers[0] for _, answers in told]}

    def asked(self, probe: Probe, look: str) -> dict[str, Any]:
        """A probe as the cell reads it, and in words, with what the notebook holds where that matters."""
        ask = asked(probe)
        right = self.answer(ask, look)

        def matters(name: str) -> bool:
            others = {other: value for other, value in ask["notebook"].items() if other != name}
            return not self.same(self.answer({**ask, "notebook": others}, look), right)

        tensors = {name: value for name, value in probe.globals.items() if isinstance(value, torch.Tensor)}
        around = [f"{name} = {show(value)}" for name, value in tensors.items() if matters(name)]
        return {"said": probe.said + f", with {', '.join(around)}" * bool(around), **ask}

    def telling(self, came: list[Any]) -> list[Any]:
        """The first few questions, one for each way to call it, and those that tell apart who answered alike so far."""
        chosen, ways = list[Any](), set[str]()
        pairs = list(combinations(range(len(came[0][1])), 2)) if came else []
        for row in came:
            told = [(one, other) for one, other in pairs if not self.same(row[1][one], row[1][other])]
            way = str(row[0]["calls"])
            if told or way not in ways or len(chosen) < FEWEST_QUESTIONS:
                pairs, ways = [pair for pair in pairs if pair not in told], ways | {way}
                chosen.append(row)
        return chosen[:MOST_QUESTIONS]

    def idea(self, held: Misconception, checks: list[dict[str, Any]]) -> dict[str, Any]:
        """What someone who holds a misconception answers, where that is wrong."""
        came = {check["says"]: [self.answer(ask, check["look"], held) for ask in check["asks"]] for check in checks}
        wrong = {
            check["says"]: came[check["says"]] for check in checks if not self.same(came[check["says"]], check["right"])
        }
        return {"says": held.sentence, "hint": held.hint, "came": wrong}

    def needs(self, checks: list[dict[str, Any]], earlier: str) -> bool:
        """Whether an exercise calls an earlier one: it then has other answers when that one returns nothing."""
        nothing = {earlier: lambda *_, **__: None}
        return any(
            not self.same([self.answer(ask, check["look"], None, nothing) for ask in check["asks"]], check["right"])
            for check in checks
        )

    def answer(self, ask: dict[str, Any], look: str, held: Misconception | None = None, others: Any = ()) -> Any:
        """Ask the reference, or who holds a misconception."""
        before = dict(self.notebook)
        if held:
            exec(held.source, self.notebook)
        self.notebook.update(others)
        try:
            return json.loads(json.dumps(self.notebook["answer"](ask, look)), parse_float=_short)
        finally:
            self.notebook.update(before)

    def same(self, one: Any, other: Any) -> bool:
        """Whether the notebook takes two answers for the same."""
        alike: bool = self.notebook["same"](one, other)
        return alike


def plainness(ask: dict[str, Any]) -> tuple[bool, int]:
    """Small numbers, several of them, before large or single ones; then whatever is short."""
    text = json.dumps([ask["given"], ask["notebook"]])
    strange = any(abs(float(number)) > PLAIN for number in re.findall(r"-?\d[\d.e+-]*", text))
    return strange or bool(re.search(r"\[-?[\d.]+\]", text)), len(text)


def asked(probe: Probe) -> dict[str, Any]:
    """A probe as the cell reads it."""
    calls = [OWN.get(name, f"{name}({', '.join(words)})").format(*words) for name, words in probe.calls]
    return {
        "calls": calls,
        "given": {name: _data(value) for name, value in probe.args.items()},
        "notebook": {name: _data(value) for name, value in probe.globals.items()},
        "leaves": list(probe.leaves),
    }


def _data(value: Any) -> Any:
    return {"tensor": json.loads(json.dumps(value.tolist()), parse_float=_given)} if torch.is_tensor(value) else value


def _short(text: str) -> float:
    """So few digits that the notebook is the same on every processor, and minus zero is zero."""
    return float(f"{round(float(text), 4):.5g}") + 0.0


def _given(text: str) -> float:
    return float(f"{float(text):.7g}")
