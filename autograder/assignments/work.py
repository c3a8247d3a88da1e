"""Who does nothing has earned nothing: what a function must have done before a check looks at the rest."""

from collections.abc import Iterator

import torch

from ..sandbox.answer import Call
from .check import Answers, Question
from .comparison import Failure, alike, returned
from .precision import parts
from .probe import Probe
from .relation import NAN, USE, of_type
from .values import article, show


def each_probe(
    question: Question, got: Answers, right: Answers
) -> list[tuple[int, Probe, tuple[Call, ...], tuple[Call, ...]]]:
    """Every probe beside its number, its calls and the right ones; those with a call that raised come last.

    Whether a check fails or has no answer then does not depend on the order in which it was asked.
    """
    asked = [(number, *rest) for number, rest in enumerate(zip(question.probes, got, right, strict=True))]
    return sorted(asked, key=lambda probe: any(call.raised for call in probe[2]))


def each_call(question: Question, got: Answers, right: Answers) -> Iterator[tuple[int, int, Probe, Call, Call]]:
    """Every call beside the right one, with the numbers of its probe and its own; those that raised come last."""
    asked = [
        (number, index, probe, call, other)
        for number, (probe, calls, others) in enumerate(zip(question.probes, got, right, strict=True))
        for index, (call, other) in enumerate(zip(calls, others, strict=False))
    ]
    yield from sorted(asked, key=lambda call: call[3].raised is not None)


def unmoved(name: str, probe: Probe, call: Call) -> bool:
    """Tell whether an argument is as it was."""
    now, given = call.args[name].value, probe.args[name]
    return isinstance(now, torch.Tensor) and now.shape == given.shape and torch.equal(now.double(), given.double())


def expect_work(question: Question, got: Answers, right: Answers) -> None:
    """Raise `Failure` for who does nothing: it leaves all as it was, and has earned nothing by it."""
    calls = [(probe, call, other) for _, _, probe, call, other in each_call(question, got, right)]
    moves, moved = (any(moves_any(probe, answer[side]) for probe, *answer in calls) for side in (1, 0))
    if moves and moved:
        return
    came, wanted = (returned(call) for call in calls[0][1:])
    use = of_type(came.type, wanted.type) if came.type != wanted.type else USE
    if not legible([call for _, call, _ in calls]) and legible([other for *_, other in calls]):
        raise Failure(f"It changes nothing, and what it returns is {article(came.type)}.", use or USE)
    if constant([call for _, call, _ in calls]) > (constant([other for _, _, other in calls]) and not moves):
        if any(part.isnan().any() for part in parts(came).values()):
            raise Failure("It returns nan, and changes nothing.", NAN)
        raise Failure(f"It returns {show(came)}, whatever it is given, and changes nothing.", use or USE)
    if all(given_back(probe, call) > given_back(probe, other) for probe, call, other in calls):
        raise Failure(f"It returns what it was given: {show(returned(calls[0][1]))}.", USE)


def moves_any(probe: Probe, call: Call) -> bool:
    """Tell whether a call changed any of its arguments, and left it the shape that it had."""
    given = {name: probe.args[name].shape for name in call.args}
    kept = [name for name, shape in given.items() if getattr(call.args[name].value, "shape", None) == shape]
    return any(not unmoved(name, probe, call) for name in kept)


def legible(calls: list[Call]) -> bool:
    """Tell whether anything came back that a check can compare."""
    return any(returned(call).comparable for call in calls)


def constant(calls: list[Call]) -> bool:
    """Tell whether all numbers that came back are the same, or the same come back every time."""
    values = [parts(returned(call)) for call in calls]
    numbers = {number for value in values for part in value.values() for number in part.flatten().tolist()}
    return len(numbers) == 1 or (len(calls) > 1 and all(alike(returned(call), returned(calls[0])) for call in calls))


def given_back(probe: Probe, call: Call) -> bool:
    """Tell whether an argument was returned."""
    value = returned(call).value
    if not isinstance(value, torch.Tensor):
        return value is not None and any(type(value) is type(given) and value == given for given in probe.args.values())
    tensors = [given for given in probe.args.values() if isinstance(given, torch.Tensor)]
    return any(value.shape == given.shape and torch.equal(value.double(), given.double()) for given in tensors)
