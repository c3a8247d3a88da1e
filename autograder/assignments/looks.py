"""What the forms look at in an answer, and how they compare it: each judges one thing, and leaves others the rest."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import torch

from ..sandbox.answer import Call, Value
from . import relation
from .check import Answers, Look, Question
from .comparison import Failure, agrees, alike, expect, part_of, returned
from .hints import hinting, of_step, of_values
from .probe import Probe
from .values import article, count, show
from .work import each_call, each_probe, expect_work, unmoved

# What is padded to a length differs from what was measured, so that no idea is named that does the one for the other.
DIFFERENT = "len(set(map(str, _)))"
COUNTED = (
    f"type(_).__name__ if not isinstance(_, list) else len(_) if {DIFFERENT} == len(_)"
    f" else f'{{len(_)}} values, {{{DIFFERENT}}} of them different'"
)


def value_of(_: Probe, call: Call) -> Any:
    """Look at what was returned."""
    return call.value


def and_argument(look: Look, name: str, probe: Probe, call: Call) -> Any:
    """Look at an argument after the call, too, if one is named: who leaves another one gave another answer."""
    return (look(probe, call), call.args[name]) if name else look(probe, call)


def flat_value(_: Probe, call: Call) -> Any:
    """Look at the numbers that were returned, whatever their shape; a list of them keeps its type."""
    return call.value and flat(call.value)


def flat(value: Value) -> Value:
    """The same with the numbers of a tensor in a row."""
    return replace(value, value=value.value.flatten()) if isinstance(value.value, torch.Tensor) else value


def afterward(name: str, probe: Probe, call: Call) -> Any:
    """Look at an argument after the call; of those that did not move, at whether it has a gradient."""
    argument = call.args[name]
    return (argument, unmoved(name, probe, call) and argument.grad is None)


def same_values(look: Look, also: str, question: Question, got: Answers, right: Answers) -> None:
    """Expect the same values, and if it is named, the same argument afterward."""
    for number, index, probe, call, other in each_call(question, got, right):
        returned(call)
        with hinting(lambda: of_values(look, question, got, right)):
            expect(look(probe, call), look(probe, other), question.size(look, number, index), probe.saying(index))
        if also:
            expect(call.args[also], other.args[also], 0.0, f"{also} after {probe.saying(index)}")


def same_entries(question: Question, got: Answers, right: Answers) -> None:
    """Expect the same numbers for a table and for the row of its entries; whether they are right, others judge."""
    same_forms(question, got, right)
    table, row = (returned(answer[0]).value for answer in got[:2])
    if not agrees(table.flatten(), row.flatten(), part_of(question.size(value_of, 0, 0))):
        message = f"For a table it gives {show(table)}, and for the same numbers in a row {show(row)}."
        shape = next(given.shape for given in question.probes[0].args.values() if given.ndim > 1)
        raise Failure(message, relation.of_tables(table, row, shape))


def same_forms(question: Question, got: Answers, right: Answers) -> None:
    """Expect values of the same types and shapes, from a function that works."""
    for _, index, probe, call, other in each_call(question, got, right):
        expect_type(returned(call).type, returned(other).type, probe.saying(index))
        shape, wanted_shape = form(returned(call))[1], form(returned(other))[1]
        if shape != wanted_shape:
            raise Failure(
                f"{probe.saying(index)} should have the shape {wanted_shape}, but has {shape}.", relation.SHAPE
            )
    expect_work(question, got, right)


def expect_type(kind: str, wanted: str, what: str) -> None:
    """Raise `Failure` unless the types are the same."""
    if kind != wanted:
        message = f"{what} should be {article(wanted)}, but is {article(kind)}."
        raise Failure(message, relation.of_type(kind, wanted))


def form(value: Value) -> tuple[str, tuple[int, ...] | None]:
    """The type of a value, and the shape of a tensor."""
    return value.type, tuple(value.value.shape) if isinstance(value.value, torch.Tensor) else None


def gradients_reach(name: str, question: Question, got: Answers, right: Answers) -> None:
    """Expect a gradient of an argument, and where the value is right, the right one."""
    for number, probe, calls, others in each_probe(question, got, right):
        (value, *_), (wanted, *_) = map(returned, calls), map(returned, others)
        if form(value) != form(wanted):
            same_forms(question, got, right)
        one, other = (answer[-1].args[name].grad for answer in (calls, others))
        if one is None and other is not None:
            raise Failure(f"No gradient reaches {name}: something cuts it off.", relation.CUT)
        if one is not None and other is not None and alike(value, wanted, question.size(value_of, number, 0)):
            size = part_of(question.size(question.check.look, number, len(calls) - 1), 1)
            with hinting(partial(relation.of_one, one, other)):
                expect(
                    Value("Tensor", one), Value("Tensor", other), size, f"the gradient of {name} for {probe.saying(0)}"
                )
    expect_work(question, got, right)


def same_arguments(names: tuple[str, ...], question: Question, got: Answers, right: Answers) -> None:
    """Expect all arguments to be afterward what the reference leaves."""
    for _, index, probe, call, other in each_call(question, got, right):
        returned(call)
        for name in names or other.args:
            with hinting(lambda: relation.NEW):
                expect(call.args[name], other.args[name], 0.0, f"{name} after {probe.saying(index)}")
    expect_work(question, got, right)


def same_afterward(name: str, question: Question, got: Answers, right: Answers) -> None:
    """Expect an argument to be moved as the reference moves it, with the dtype that it had."""
    for number, index, probe, call, other in each_call(question, got, right):
        returned(call)
        if unmoved(name, probe, call) and not unmoved(name, probe, other):
            raise Failure(f"{name} did not move in {probe.saying(index)}.", relation.UNMOVED.format(name=name))
        what = f"{name} after {probe.saying(index)}" + f", call {index + 1}" * (len(probe.calls) > 1)
        size = part_of(question.size(question.check.look, number, index), 0)
        with hinting(partial(of_step, name, index, question, got, right)):
            expect(call.args[name], other.args[name], size, what)
        if call.args[name].recast:
            raise Failure(
                f"{name} was given as {probe.args[name].dtype}, and is {call.args[name].value.dtype} afterward.",
                relation.DTYPE.format(name=name),
            )


def same_look(
    message: Callable[[Probe, Call], str], look: Look, hint: str = ""
) -> Callable[[Question, Answers, Answers], None]:
    """Expect that what is looked at is the same, from a function that works."""

    def compare(question: Question, got: Answers, right: Answers) -> None:
        for _, _, probe, call, other in each_call(question, got, right):
            returned(call)
            if look(probe, call) != look(probe, other):
                raise Failure(message(probe, call), hint)
        expect_work(question, got, right)

    return compare


def as_many(also: str, question: Question, got: Answers, right: Answers) -> None:
    """Expect as many parts; whether they are right, others judge. An argument that moved did so as far."""
    for _, index, probe, call, other in each_call(question, got, right):
        expect_type(returned(call).type, returned(other).type, probe.saying(index))
        many, wanted = len(returned(call).parts), len(returned(other).parts)
        if many != wanted:
            message = f"{probe.saying(index)} should have {count(wanted, 'value')}, but is {show(returned(call))}."
            raise Failure(message, relation.of_counts(many, wanted))
        if also and not unmoved(also, probe, call):
            with hinting(lambda: relation.STEPS):
                expect(call.args[also], other.args[also], 1.0, f"{also} after {probe.saying(index)}")
    expect_work(question, got, right)
