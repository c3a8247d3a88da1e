"""A check is a question and a comparison; a form (`forms.py`) makes one of a line, a function below `@check` another.

What is asked is drawn from a seed, and known without an answer. Who answers, a student, the reference or someone
with a misconception, is the same to a check.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..errors import KitError
from ..sandbox.answer import Call
from .comparison import Failure, NoAnswer, Size, alike
from .draw import Draw
from .probe import Probe

if TYPE_CHECKING:
    from .reference import Reference
    from .wrong import Misconception


Answer = tuple[Call, ...]  # what came of each call of a probe
Answers = tuple[Answer, ...]  # to each probe of a question
Look = Callable[[Probe, Call], Any]  # what a check looks at
SizeOf = Callable[[Probe], float]


@dataclass(eq=False)
class Question:
    """What a check asks for one seed; asked again, it remembers what is right, and how precise an answer must be."""

    check: "Check"
    probes: list[Probe]
    reference: "Reference"
    _refusals: dict["Misconception", type[Exception] | None] = field(default_factory=dict)

    @cached_property
    def right(self) -> Answers:
        """What the reference answers."""
        return self.of(None)

    def of(self, held: "Misconception | None") -> Answers:
        """What someone answers who holds the misconception."""
        return tuple(self.reference.ask(probe, held) for probe in self.probes)

    def compare(self, answers: Answers) -> None:
        """Raise `Failure` where the answers are wrong, `NoAnswer` where there is none."""
        try:
            self.check.compare(self, answers, self.right)
        except (Failure, NoAnswer, KitError):
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise KitError(f"The check {self.check.name} of {self.check.exercise} raised {what}. Mend it.") from error

    def failure(self, answers: Answers) -> Failure | None:
        """What is wrong with the answers, if anything is; raise `NoAnswer` where there is none."""
        try:
            self.compare(answers)
        except Failure as failure:
            return failure.with_traceback(None)
        return None

    def refuses(self, held: "Misconception") -> type[Exception] | None:
        """How someone does not pass who holds the misconception: by `Failure`, `NoAnswer`, or not at all."""
        if held not in self._refusals:
            try:
                self.compare(self.of(held))
                self._refusals[held] = None
            except (Failure, NoAnswer) as refusal:
                self._refusals[held] = type(refusal)
        return self._refusals[held]

    def same(self, answers: Answers, held: "Misconception") -> bool:
        """Tell whether the answers are in all that the check looks at those of who holds the misconception."""
        for number, (probe, calls) in enumerate(zip(self.probes, answers, strict=True)):
            twins = self.reference.ask(probe, held)
            ends, others = ([call.raised and call.raised.type for call in side] for side in (calls, twins))
            if ends != others or not (any(ends) or self._alike(number, calls, twins)):
                return False
        return True

    def _alike(self, number: int, calls: Answer, twins: Answer) -> bool:
        look, probe = self.check.look, self.probes[number]
        pairs = enumerate(zip(calls, twins, strict=True))
        return all(
            alike(look(probe, call), look(probe, twin), self.size(look, number, index)) for index, (call, twin) in pairs
        )

    def size(self, look: Look, number: int, index: int) -> Size:
        """How far what is looked at in a call of a probe moves when all that is given moves by one unit."""
        probe = self.probes[number]
        return self.check.size(probe) if self.check.size else self.reference.size(probe, look, index)


@dataclass(frozen=True)
class Check:
    """A question and a comparison, with exercise, points, and a sentence: what a right answer does."""

    exercise: str
    points: float
    sentence: str
    ask: Callable[[Draw], list[Probe]]
    compare: Callable[[Question, Answers, Answers], None]
    look: Look
    size: SizeOf | None = None  # how precise it must be, where the reference does not tell
    name: str = ""
    unhinted: bool = False  # its rule says what is wrong, and not what to try
    shown: str = "_"  # what the notebook's own check(...) looks at, in Python: `_` was returned, `said` printed

    @classmethod
    def named(
        cls, exercise: str, points: float, sentence: str, ask: Any, compare: Any, *looks: Any, shown: str = "_"
    ) -> "Check":
        """A check whose name for the machine is made of its sentence."""
        words = re.findall(r"[a-z0-9]+", sentence.lower())
        look, size, *_ = (*looks, None)
        return cls(exercise, points, sentence, ask, compare, look, size, "_".join(words[:7]), shown=shown)


def check(
    exercise: str,
    points: float,
    asks: Callable[[Draw], Probe | list[Probe]],
    look: Look | None = None,
    size: SizeOf | None = None,
    shown: str = "_",
) -> Callable[[Any], Check]:
    """Make the function below a check: what `asks` draws is asked, and it compares `(question, got, right)`."""

    def ask(draw: Draw) -> list[Probe]:
        asked = asks(draw)
        return asked if isinstance(asked, list) else [asked]

    def all_of_it(_: Probe, call: Call) -> Any:
        return (call.value, *call.args.values())

    return lambda rule: Check(
        exercise, points, rule.__doc__.strip(), ask, rule, look or all_of_it, size, rule.__name__, True, shown
    )
