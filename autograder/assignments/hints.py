"""What to try: what is true of all the wrong answers to a check, beside the right ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from ..sandbox.answer import Call, Value
from . import relation
from .check import Answers, Look, Question
from .comparison import NUMBERS, Difference, Failure, difference, part_of
from .precision import parts
from .probe import Probe
from .values import count
from .work import each_call


@contextmanager
def hinting(hint: Callable[[], str]) -> Iterator[None]:
    """Add what to try to a failure that has no word of it."""
    try:
        yield
    except Failure as failure:
        failure.hint = failure.hint or hint()
        raise


def of_values(look: Look, question: Question, got: Answers, right: Answers) -> str:
    """What is true of all wrong values."""
    asked = [
        (probe.saying(index), call.value, other.value)
        for _, index, probe, call, other in each_call(question, got, right)
    ]
    came = [(said, value, wanted) for said, value, wanted in asked if value and wanted]
    if kinds := next(filter(None, (unlike(value, wanted) for _, value, wanted in came)), None):
        return relation.of_type(*kinds)
    lengths = [(len(value.parts), len(wanted.parts)) for _, value, wanted in came if wanted.type == "list"]
    if uneven := [pair for pair in lengths if pair[0] != pair[1]]:
        return relation.of_counts(*uneven[0])
    cases = [(said, numbers(value), numbers(wanted)) for said, value, wanted in came if numbers(wanted).numel()]
    pairs = [(value, wanted) for _, value, wanted in cases]
    told = relation.of_numbers(pairs) or where_right(cases) or relation.of_share(pairs)
    return told or smallest(look, question, got, right)


def of_rule(question: Question, got: Answers) -> str:
    """What is true of all wrong answers to a check whose rule says nothing of what to try."""
    told = of_values(lambda _, call: call.value, question, got, question.right)
    names = [name for name, value in question.right[0][0].args.items() if isinstance(value.value, torch.Tensor)]
    found = [moves(name, question, got, question.right) for name in names]
    return told or next((relation.of_steps(pairs) for pairs in found if missed(pairs)), "")


def missed(pairs: relation.Pairs) -> bool:
    """Whether something that should move has moved in another way."""
    return any(wanted.any() and not relation.close(came, wanted, relation.NEAR) for came, wanted in pairs)


def unlike(got: Value, wanted: Value) -> tuple[str, str] | None:
    """The first types that differ, of the values or of their parts."""
    kinds = [str(one.value.dtype) if whole(one) else one.type for one in (got, wanted)]
    if kinds[0] != kinds[1] and kinds[0] not in NUMBERS.get(kinds[1], ()):
        return kinds[0], kinds[1]
    return next(filter(None, map(unlike, got.parts, wanted.parts)), None)


def whole(value: Value) -> bool:
    """Whether it is a tensor that holds no fractions."""
    return isinstance(value.value, torch.Tensor) and value.type == "Tensor" and not value.value.is_floating_point()


def where_right(cases: list[tuple[str, torch.Tensor, torch.Tensor]]) -> str:
    """A case in which it is right, if it is in some."""
    fine = [said for said, came, wanted in cases if same_numbers(came, wanted)]
    if not 0 < len(fine) < len(cases):
        return ""
    one = f"{':' if len(fine) == 1 else ', as for'} {min(fine, key=len)}"
    return f"It is right in {len(fine)} of {len(cases)} cases{one}. What is different in the others?"


def same_numbers(came: torch.Tensor, wanted: torch.Tensor) -> bool:
    """Whether these are nearly the same."""
    return came.shape == wanted.shape and torch.allclose(came.double(), wanted.double(), rtol=relation.NEAR)


def smallest(look: Look, question: Question, got: Answers, right: Answers) -> str:
    """The wrong answer to the shortest question, unless it is the first, which the message tells."""
    wrong = list[tuple[str, Difference]]()
    for number, index, probe, call, other in each_call(question, got, right):
        if not call.raised:
            found = difference(look(probe, call), look(probe, other), question.size(look, number, index))
            wrong += [(probe.said, found)] if found else []
    said, found = min(wrong, key=lambda one: len(one[0]), default=("", None))
    if not found or said == wrong[0][0]:
        return ""
    return f"The shortest case that goes wrong: {said} should {found.wanted}, but {found.got}."


def numbers(value: Any) -> torch.Tensor:
    """All numbers of a value: a tensor of its shape, or a row."""
    inner = list(parts(value).values())
    return inner[0] if len(inner) == 1 else torch.stack([part.sum() for part in inner]) if inner else torch.tensor([])


def of_step(name: str, index: int, question: Question, got: Answers, right: Answers) -> str:
    """What is true of a wrong step: it is not the first, or all are wrong in the same way."""
    if index:
        first = f"first {index} calls" if index > 1 else "first call"
        return f"The {first} went right: what does it leave behind for the next?"
    found = moves(name, question, got, right)
    return of_lengths(name, question, got, right) or relation.of_steps(found) if found else relation.SHAPE


def moves(name: str, question: Question, got: Answers, right: Answers) -> relation.Pairs:
    """How far each first call moved an argument, beside how far it should have; not where rounding hides it."""
    first = [(probe, call, other) for _, index, probe, call, other in each_call(question, got, right) if not index]
    sides = [(probe.args[name], *(moved(name, probe, one) for one in both)) for probe, *both in first]
    steps = [(came, wanted, start.abs().max()) for start, came, wanted in sides if came.shape == wanted.shape]
    clear = [(came, wanted) for came, wanted, size in steps if wanted.abs().min() > relation.NEAR * size]
    return clear if missed(clear) else [(came, wanted) for came, wanted, _ in steps]


def moved(name: str, probe: Probe, call: Call) -> torch.Tensor:
    """How far a call moved an argument; nothing where it has another shape by now."""
    now, start = call.args[name].value, probe.args[name].double()
    return now.double() - start if isinstance(now, torch.Tensor) and now.shape == start.shape else torch.tensor([])


def of_lengths(name: str, question: Question, got: Answers, right: Answers) -> str:
    """Up to how many of the notebook's values it goes right, if it goes far wrong with more."""
    fine, wrong = list[int](), list[int]()
    for number, index, probe, call, other in each_call(question, got, right):
        length = max((value.numel() for value in probe.globals.values() if isinstance(value, torch.Tensor)), default=0)
        size = part_of(question.size(question.check.look, number, index), 0)
        if difference(call.args[name], other.args[name], size) is None:
            fine.append(length)
            continue
        if relation.close(moved(name, probe, call), moved(name, probe, other), relation.SMALL):
            return ""
        wrong.append(length)
    if not fine or len(wrong) < 2 or max(fine) >= min(wrong):
        return ""
    return f"Right with {count(max(fine), 'value')}, wrong with {min(wrong)} and more: what happens to the others?"
