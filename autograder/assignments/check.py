"""A check is a question and a comparison; a form (`forms.py`) makes one of a line, a function below `@check` another.

What is asked is drawn from a seed, and known without an answer. Who answers, a student, the reference or someone
with a misconception, is the same to a check.
"""

import math
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import torch

from ..errors import KitError
from ..sandbox.answer import Call
from .comparison import Failure, NoAnswer, Size, alike

if TYPE_CHECKING:
    from .reference import Reference
    from .wrong import Misconception


@dataclass(eq=False)
class Probe:
    """What is asked: globals to set, named arguments, calls in order. Those named in `leaves` require gradients."""

    calls: list[tuple[str, list[str]]]
    args: dict[str, Any]
    leaves: tuple[str, ...] = ()
    globals: dict[str, Any] = field(default_factory=dict)
    said: str = ""  # the call as a student would write it

    def saying(self, index: int) -> str:
        """The call of this number; where arguments are changed in between, the later ones are said as such."""
        return f"{self.said}, asked again with other numbers," if index and self.filled else self.said

    @property
    def filled(self) -> bool:
        """Whether arguments are changed between its calls."""
        return any(function == "fill" for function, _ in self.calls)

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """Tell this probe from others: two with the same calls and inputs have the same answer."""
        groups = (sorted(group.items()) for group in (self.args, self.globals))
        values = [(name, _identity(value)) for group in groups for name, value in group]
        return (str(self.calls), self.leaves, *values)

    def data(self, double: bool = False) -> dict[str, Any]:
        """The probe as data for a frame; in double precision for the reference."""
        fields = {"globals": self.globals, "args": self.args}
        if double:
            fields = {name: {key: _double(value) for key, value in group.items()} for name, group in fields.items()}
        return {**fields, "leaves": list(self.leaves), "calls": self.calls}


def _identity(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.numpy().tobytes(), tuple(value.shape), value.dtype
    return type(value).__name__, value


def _double(value: Any) -> Any:
    return value.double() if isinstance(value, torch.Tensor) and value.is_floating_point() else value


class Draw:
    """Fresh inputs that are easy to read: numbers of one decimal, the same for all checks of an exercise."""

    def __init__(self, seed: int, name: str, wide: int | None = None) -> None:
        self._seed, self._name, self._wide = seed, name, wide
        self._random = random.Random(f"{seed} {name} {wide}")
        self._place = random.Random(f"{seed} {name}").randrange(60) + (wide or 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draw) and hash(self) == hash(other)

    def __hash__(self) -> int:
        return hash((self._seed, self._name, self._wide))

    def of(self, name: str, wide: int | None = None) -> "Draw":
        """A draw of its own, the same whoever asks for it; the wide ones also have zeros and hundreds."""
        return Draw(self._seed, f"{self._name} {name}", wide)

    def numbers(self, *shape: int, low: float = -5.0, high: float = 5.0) -> torch.Tensor:
        """Draw numbers between low and high, none of them between -0.3 and 0.3; a wide draw adds what is special."""
        # Not by torch: for a few numbers its calls cost more than all the rest of a check.
        drawn = [round(self._random.uniform(low, high), 1) for _ in range(math.prod(shape))]
        drawn = [number if abs(number) >= 0.3 else 0.7 for number in drawn]
        if self._wide is not None and (low, high) == (-5.0, 5.0) and len(drawn) > 1:
            far = round(self._random.uniform(100, 2000) * (-1) ** self._wide, 1)
            drawn[self._place % len(drawn)], drawn[(self._place + 1) % len(drawn)] = 0.0, far
        return torch.tensor(drawn).reshape(shape)

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high."""
        return self._random.randint(low, high)

    def shuffled(self, items: list[Any]) -> list[Any]:
        """The same in another order."""
        return self._random.sample(items, len(items))


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
            if any(call.raised for call in (*calls, *twins)) or not self._alike(number, calls, twins):
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
    shown: str = "_"  # what the notebook's own check(...) looks at, in Python: `_` was returned, `said` printed

    @classmethod
    def named(
        cls, exercise: str, points: float, sentence: str, ask: Any, compare: Any, *looks: Any, shown: str = "_"
    ) -> "Check":
        """A check whose name for the machine is made of its sentence."""
        words = re.findall(r"[a-z0-9]+", sentence.lower())
        look, size, *_ = (*looks, None)
        return cls(exercise, points, sentence, ask, compare, look, size, "_".join(words[:7]), shown)


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
        exercise, points, rule.__doc__.strip(), ask, rule, look or all_of_it, size, rule.__name__, shown
    )
