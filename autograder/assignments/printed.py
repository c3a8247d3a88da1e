"""What is printed: a line that begins with a label, and its number."""

import re
from typing import Any

from ..sandbox.answer import Call
from . import relation
from .check import Answers, Question
from .comparison import PRECISION, Failure, at_last, part_of, returned
from .probe import Probe
from .values import show
from .work import each_call

NUMBER = r"^[ \t]*{label}[^\d\n]{{0,20}}?(-?\d{{1,12}}(\.\d{{1,20}}(e[+-]?\d\d)?)?)"
SHOWN = r"^[ \t]*{}\D{{0,20}}?(-?\d[\d.]*(?:e[+-]\d+)?)"  # the same, for the notebook's cell
CENT = 0.0051  # a printed number may be rounded to two decimals


class Printed(float):
    """A number in a printed line, with so many decimals."""

    decimals = 0

    @classmethod
    def read(cls, text: str) -> "Printed":
        """The number that is written there."""
        number = cls(text)
        number.decimals = len(text.partition("e")[0].partition(".")[2])
        return number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Printed) and abs(float(self) - float(other)) <= CENT + PRECISION * abs(float(other))

    __hash__ = float.__hash__


def printed(label: str, _: Probe, call: Call) -> Any:
    """Look at whether a line begins with the label, or says it at all, whether anything is printed, and the number."""
    labeled = re.search(NUMBER.format(label=re.escape(label)), call.printed, re.MULTILINE)
    any_number = re.search(r"\d+\.\d+", call.printed)
    number = labeled[1] if labeled else any_number[0] if any_number else None
    return labeled is not None, label in call.printed, bool(call.printed.strip()), number and Printed.read(number)


def shown(label: str) -> str:
    """The same as Python, for the notebook's own check(...)."""
    return (
        f"[round(float(number), 2) for number in re.findall({SHOWN.format(label)!r}, said, re.M)]"
        r" or ['no such line', [round(float(number), 2) for number in re.findall(r'\d+\.\d+', said)]]"
    )


def same_print(label: str, question: Question, got: Answers, right: Answers) -> None:
    """Expect the same number in the line that begins with the label."""
    look = question.check.look
    for number, index, probe, call, other in each_call(question, got, right):
        returned(call)
        (labeled, *_, seen), (*_, wanted) = look(probe, call), look(probe, other)
        if not labeled:
            line, said = other.printed.strip()[:80], call.printed[:80]
            raise Failure(
                f"{probe.saying(index)} should print a line like {line!r}, but prints {said!r}.",
                f"Begin a line with {label}",
            )
        size, off = part_of(question.size(look, number, index), 3), abs(float(seen) - float(wanted))
        if off > CENT and off > CENT + PRECISION * float(at_last(size)):
            message = (
                f"The line {label} should say {wanted:.2f}, but says {show(float(seen), 7)}: {probe.saying(index)}."
            )
            raise Failure(message, relation.of_printed(seen, wanted, seen.decimals))
