"""What to try: what is true of all the wrong answers to a check, beside the right ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from . import relation
from .check import Answers, Look, Question
from .comparison import Failure, difference, part_of
from .precision import parts
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
    calls = [(call.value, other.value) for *_, call, other in each_call(question, got, right) if not call.raised]
    kinds = [(value.type, wanted.type) for value, wanted in calls if value and wanted and value.type != wanted.type]
    if kinds:
        return relation.of_type(*kinds[0])
    lengths = [(len(value.parts), len(wanted.parts)) for value, wanted in calls if value and wanted]
    if uneven := [pair for pair in lengths if pair[0] != pair[1]]:
        return relation.of_counts(*uneven[0])
    pairs = [(numbers(value), numbers(wanted)) for value, wanted in calls]
    return relation.of_numbers([pair for pair in pairs if pair[1].numel()]) or smallest(look, question, got, right)


def smallest(look: Look, question: Question, got: Answers, right: Answers) -> str:
    """The wrong answer to the shortest question, where there are longer ones."""
    asked = sorted(each_call(question, got, right), key=lambda asked: len(asked[2].said))
    for number, index, probe, call, other in asked[:-1]:
        if not call.raised:
            found = difference(look(probe, call), look(probe, other), question.size(look, number, index))
            if found:
                return f"The shortest case that goes wrong: {probe.said} should {found.wanted}, but {found.got}."
    return ""


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
    sides = [(call.args[name].value, other.args[name].value, probe.args[name].double()) for probe, call, other in first]
    fitting = [
        side for side in sides if all(isinstance(one, torch.Tensor) and one.shape == side[2].shape for one in side)
    ]
    steps = [(came.double() - start, wanted.double() - start, start.abs().max()) for came, wanted, start in fitting]
    clear = [step for step in steps if step[1].abs().min() > relation.NEAR * step[2]] or steps
    return [(came, wanted) for came, wanted, _ in clear]


def of_lengths(name: str, question: Question, got: Answers, right: Answers) -> str:
    """Up to how many of the notebook's values it goes right, if it goes wrong with more."""
    lengths: dict[bool, list[int]] = {True: [], False: []}
    for number, index, probe, call, other in each_call(question, got, right):
        length = max((value.numel() for value in probe.globals.values() if isinstance(value, torch.Tensor)), default=0)
        size = part_of(question.size(question.check.look, number, index), 0)
        lengths[difference(call.args[name], other.args[name], size) is None].append(length)
    fine, wrong = lengths[True], lengths[False]
    if not fine or len(wrong) < 2 or max(fine) >= min(wrong):
        return ""
    return f"Right with {count(max(fine), 'value')}, wrong with {min(wrong)} and more: what happens to the others?"
