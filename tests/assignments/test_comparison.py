"""Any value that can come back is compared, part by part, each to its own precision; the rest is our own fault."""

from collections import namedtuple
from typing import Any

import pytest
import torch

from autograder.assignments.comparison import Failure, alike, expect
from autograder.assignments.reference import Reference
from autograder.errors import KitError
from autograder.sandbox.answer import Value
from autograder.sandbox.inside.probes import describe
from tests.conftest import load

Fit = namedtuple("Fit", "slope intercept")
Twin = namedtuple("Twin", "slope intercept")
ONE = torch.tensor(1.0)


def value(thing: Any) -> Value:
    """What the judge reads of what a child says of it."""
    read = Value.read(describe(thing))
    assert read is not None
    return read


SAME = [
    (1.0, 1.0 + 1e-7), (1.0, 1), (2, 2), (True, True), ("a", "a"), (None, None), ([], []), ({}, {}),
    (torch.tensor([1, 2]), torch.tensor([1, 2], dtype=torch.int32)),
    (torch.tensor([True]), torch.tensor([True])),
    ([1.0, [2.0, "x"]], [1, [2.0 + 1e-7, "x"]]),
    ((ONE, 3.0), (ONE + 1e-7, 3.0)),
    ({"mean": 1.0, "n": 5.0}, {"n": 5.0, "mean": 1.0 + 1e-7}),
    ({"fit": Fit(ONE, 2.0)}, {"fit": Twin(ONE, 2.0)}),
]  # fmt: skip
OTHER = [
    (1.0, 1.1, "1, but is 1.1"), (1.0, True, "bool"), (2, 2.0, "float"), (True, 1, "int"), ("a", "b", "'b'"),
    (None, 0, "None"), (1.0, float("nan"), "nan"), (float("inf"), float("inf"), "inf"),
    (torch.tensor([1, 2]), torch.tensor([1, 3]), "3"),
    (torch.tensor([1, 2]), torch.tensor([1.0, 2.0]), "whole numbers"),
    (torch.tensor([True]), torch.tensor([1]), "True and False"),
    ([1.0, 2.0], [1.0], "2 values"), ([1.0, 2.0], (1.0, 2.0), "tuple"), ([1.0, [2.0, "x"]], [1.0, [2.0, "y"]], "'y'"),
    ((ONE, 3.0), (ONE, 4.0), "4"),
    ({"mean": 1.0, "n": 5.0}, {"mean": 1.0, "n": 6.0}, "it: ['n'] should be 5, but is 6"),
    ({"mean": 1.0}, {"median": 1.0}, "the keys 'mean'"), (Fit(1.0, 2.0), (1.0, 2.0), "named tuple"),
    (Fit(1.0, 2.0), Fit(1.0, 3.0), "it: .intercept should be 2, but is 3"), ([[1.0]], [[ONE]], "a tensor"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "got"), SAME)
def test_the_same_is_the_same(wanted: Any, got: Any) -> None:
    """Order of keys, kind of whole numbers and the last digit do not matter."""
    expect(value(got), value(wanted), 1.0, "it")


@pytest.mark.parametrize(("wanted", "got", "words"), OTHER)
def test_what_differs_is_named(wanted: Any, got: Any, words: str) -> None:
    """Type, shape, length, keys or content: the first difference is told, with the part that it is in."""
    with pytest.raises(Failure) as failure:
        expect(value(got), value(wanted), 1.0, "it")

    assert words in str(failure.value)


@pytest.mark.parametrize("thing", [object(), {1, 2}, 1j, [object()], {"a": torch.tensor([1j])}, {(1, 2): 3}])
def test_what_nobody_can_compare_is_the_authors_error(thing: Any) -> None:
    """It is never equal, not even to itself, and never a student's fault."""
    with pytest.raises(KitError, match="no check can compare"):
        expect(value(thing), value(thing), 1.0, "it")
    assert not alike(value(thing), value(thing))


def test_a_difference_has_the_digits_that_it_takes() -> None:
    """Two numbers that are shown are never the same text, and a row is shown where it differs."""
    with pytest.raises(Failure, match=r"should be 22\.6727, but is 22\.6734"):
        expect(value(22.6734), value(22.6727), 0.0, "it")
    row = [float(number) for number in range(1, 30)]
    with pytest.raises(Failure, match=r"\[…, 19, 20, .*but is \[…, 19, 21"):
        expect(value([*row[:19], 21.0, *row[20:]]), value(row), 0.0, "it")


def test_what_contains_itself_or_too_much_is_no_answer() -> None:
    """Depth and number of parts are bounded on both sides of the wall."""
    ring: list[Any] = []
    ring.append(ring)
    many = [[0.0] * 5000] * 5000

    assert not value(ring).comparable
    assert not value(many).comparable


@pytest.mark.parametrize("name", ["gradient_descent", "descent_beyond", "descent_repair"])
def test_what_is_right_to_the_last_digits_needs_no_precision(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No check has the reference tell how precise an answer must be, before an answer differs from the right one."""
    assignment, asked = load(name), list[str]()
    monkeypatch.setattr(Reference, "_sizes", lambda *_: asked.append("sizes") or [])

    for check in (check for checks in assignment.checks.values() for check in checks):
        question = assignment.reference.question(check, 77)
        question.compare(question.right)

    assert asked == []
