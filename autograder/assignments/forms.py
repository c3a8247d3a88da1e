"""The forms of a check: what is asked of a function, what is looked at, and how it is compared.

An author says once how an exercise is called, and how its inputs are drawn; each form makes one check of it. What
is right, the reference says, and how precise an answer must be, it says as well. Inputs that the call does not name
are the notebook's; one that has an argument's name is written with a line before it: `_params`.
"""

from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

import torch

from ..sandbox.answer import Call
from . import looks, relation, work
from .asking import Asking, arguments, changed_by, drawn
from .check import Check, SizeOf
from .comparison import returned
from .draw import Draw, Inputs
from .printed import printed, same_print, shown
from .probe import Probe
from .values import show

ENOUGH = 3  # questions, so that nobody seems to give the same answer to all of them by chance


class Exercise(Asking):
    """A function that students write: each of these forms makes one check of it."""

    def check(
        self, points: float, sentence: str, ask: Callable[[Draw], list[Probe]], *rest: Any, shown: str = "_"
    ) -> Check:
        """A check of this exercise: what it asks, how it compares, what it looks at, and what of it students see."""
        return Check.named(self.name, points, sentence, lambda draw: draw.shuffled(ask(draw)), *rest, shown=shown)

    def value(
        self,
        points: float,
        sentence: str,
        *calls: str,
        also: str = "",
        size: SizeOf | None = None,
        flat: bool = False,
        **changed: Any,
    ) -> Check:
        """It returns what the reference returns, for inputs of every size, in each way to call it.

        also: an argument that must be afterward what the reference leaves. size: how precise it must be, if the
        reference does not tell. flat: any shape will do. Inputs that are changed replace those that are drawn.
        """

        def ask(draw: Draw) -> list[Probe]:
            given = self.telling_inputs(draw) + ([] if changed else self.wide_inputs(draw))
            pairs = zip(given, cycle(calls or [self.call]), strict=False)
            asked = [self.probe(changed_by(draw, inputs, changed), call) for inputs, call in pairs]
            return asked if changed else [*asked, self.again(*given[:2])]

        plain = looks.flat_value if flat else looks.value_of
        rule, look = partial(looks.same_values, plain, also), partial(looks.and_argument, plain, also)
        return self.check(points, sentence, ask, rule, look, size, shown=_all("_", also))

    def any_shape(self, points: float, sentence: str, single: bool = False) -> Check:
        """It treats a table as the row of its entries, and if asked to, as a single one of them."""

        def ask(draw: Draw) -> list[Probe]:
            shape = draw.shuffled([(2, 3), (3, 2), (2, 4)])[0]
            table, *others = (drawn(self, draw.of(name), *shape) for name in ("table", "others", "more", "most"))
            ways = [torch.flatten, *([lambda given: given[0, 0]] * single)]
            tables = [table, *(self.each(table, way) for way in ways), *others]
            return [self.probe(inputs) for inputs in tables]

        return Check.named(self.name, points, sentence, ask, looks.same_entries, looks.value_of)

    def gradient(self, points: float, sentence: str, of: str) -> Check:
        """Gradients reach an argument, and where the value is right, the right ones."""

        def ask(draw: Draw) -> list[Probe]:
            probes = [self.probe(given) for given in self.telling_inputs(draw, ENOUGH)]
            for probe in probes:
                probe.calls = [*probe.calls, ("backward", [])]
            return probes

        def look(_: Probe, call: Call) -> Any:
            return call.value, call.args[of].grad

        return self.check(points, sentence, ask, partial(looks.gradients_reach, of), look, shown=f"{of}.grad")

    def untouched(self, points: float, sentence: str, *names: str) -> Check:
        """It leaves its arguments, or these of them, as they were."""

        def ask(draw: Draw) -> list[Probe]:
            return [self.probe(given, leaf="") for given in self.telling_inputs(draw, ENOUGH)]

        def look(_: Probe, call: Call) -> Any:
            return tuple(value for name, value in call.args.items() if not names or name in names)

        seen = _all(*(names or arguments(self.call)))
        return self.check(points, sentence, ask, partial(looks.same_arguments, names), look, shown=seen)

    def after(self, points: float, sentence: str, name: str, times: tuple[int, int] = (1, 1), **changed: Any) -> Check:
        """It changes an argument in place as the reference does, so many times in a row."""

        def ask(draw: Draw) -> list[Probe]:
            given, count = self.telling_inputs(draw, 1 if changed else 2), draw.whole(*times)
            given += [] if changed else self.wide_inputs(draw)
            return [self.probe(changed_by(draw, inputs, changed), times=count) for inputs in given]

        rule, look = partial(looks.same_afterward, name), partial(looks.afterward, name)
        still, type_ = f"torch.equal({name}, before['{name}']) and {name}.grad is None", f"{name}.dtype"
        kept = f"{name} if {type_} == before['{name}'].dtype else ({name}, str({type_}))"
        seen = f"({name}, 'not moved') if {still} else {kept}"
        return self.check(points, sentence, ask, rule, look, shown=seen)

    def still_a_leaf(self, points: float, sentence: str, name: str, moves: bool = False) -> Check:
        """An argument that required gradients still does, and if asked to, it moves."""

        def ask(draw: Draw) -> list[Probe]:
            return [self.probe(given, leaf=name) for given in self.telling_inputs(draw, ENOUGH)]

        def look(probe: Probe, call: Call) -> Any:
            argument = call.args[name]
            return argument.leaf, argument.requires_grad, moves and work.unmoved(name, probe, call)

        def message(probe: Probe, call: Call) -> str:
            if look(probe, call)[:2] == (True, True):
                return f"{name} did not move in {probe.said}."
            return f"{name} should be a leaf that requires gradients, and no longer is."

        seen = f"({name}.is_leaf, {name}.requires_grad)"
        return self.check(points, sentence, ask, looks.same_look(message, look), look, shown=seen)

    def cleared(self, points: float, sentence: str, name: str) -> Check:
        """No gradient is left in an argument."""

        def look(_: Probe, call: Call) -> Any:
            grad = call.args[name].grad
            return grad is None or not bool(grad.any())

        def message(_: Probe, call: Call) -> str:
            return f"Afterward {name}.grad is {show(call.args[name].grad)}, and should be None or zeros."

        seen, clear = f"{name}.grad is None or not bool({name}.grad.any())", relation.CLEAR.format(name=name)
        return self.check(points, sentence, self._plainly, looks.same_look(message, look, clear), look, shown=seen)

    def silent(self, points: float, sentence: str, label: str, *calls: str) -> Check:
        """It does not print this, in whichever way it is called."""

        def look(_: Probe, call: Call) -> Any:
            return label in call.printed

        def message(probe: Probe, call: Call) -> str:
            return f"{probe.said} should print no {label}, but prints {call.printed[:80]!r}."

        def ask(draw: Draw) -> list[Probe]:
            given = self.telling_inputs(draw)
            return [self.probe(inputs, way) for inputs, way in zip(given, calls or [self.call] * 2, strict=True)]

        compare, seen = looks.same_look(message, look, relation.SWITCH), f"{label!r} in said"
        return self.check(points, sentence, ask, compare, look, shown=seen)

    def prints(self, points: float, sentence: str, label: str, *calls: str, **changed: Any) -> Check:
        """It prints a line that begins like this, with the right number, of two decimals or more."""

        def ask(draw: Draw) -> list[Probe]:
            given = [inputs | changed for inputs in self.telling_inputs(draw)]
            return [self.probe(inputs, way) for inputs, way in zip(given, calls, strict=True)]

        compare, look = partial(same_print, label), partial(printed, label)
        return self.check(points, sentence, ask, compare, look, shown=shown(label))

    def how_many(self, points: float, sentence: str, *cases: Inputs, call: str = "", also: str = "") -> Check:
        """What it returns is as long as the reference's, in each case; whether it is right, another check judges."""

        def ask(draw: Draw) -> list[Probe]:
            (given,) = self.telling_inputs(draw, 1)
            return [self.probe(changed_by(draw, given, case), call) for case in cases]

        rule, look = partial(looks.as_many, also), partial(looks.and_argument, looks.value_of, also)
        return self.check(points, sentence, ask, rule, look, shown=_all(looks.COUNTED, also))

    def form(self, points: float, sentence: str) -> Check:
        """It returns a value of this type and shape; whether it is right, another check judges."""
        seen = "(type(_).__name__, list(getattr(_, 'shape', [])))"
        return self.check(points, sentence, self._plainly, looks.same_forms, _form_of, shown=seen)

    def _plainly(self, draw: Draw) -> list[Probe]:
        return [self.probe(given) for given in self.telling_inputs(draw, ENOUGH)]


def _form_of(_: Probe, call: Call) -> Any:
    return looks.form(returned(call))


def _all(*names: str) -> str:
    """All of these as Python looks at them."""
    given = [name for name in names if name]
    return given[0] if len(given) == 1 else f"({', '.join(given)})"
