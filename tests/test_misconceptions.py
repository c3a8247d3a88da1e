"""Every misconception of an assignment, held by a student, is refused and named."""

import inspect
import textwrap
from collections.abc import Callable

import pytest

from autograder.misconceptions import gradient_descent
from autograder.misconceptions.gradient_descent import MISCONCEPTIONS
from autograder.result import Result

HELPERS = "\n\n".join(inspect.getsource(helper) for helper in (gradient_descent._step, gradient_descent._train))


@pytest.mark.parametrize("held", MISCONCEPTIONS, ids=lambda held: held.name)
def test_a_student_who_holds_it_is_told_so(judged: Callable[..., Result], held: gradient_descent.Misconception) -> None:
    """A student's function with this mistake loses points in its exercise alone, under the mistake's own name."""
    source = textwrap.dedent(inspect.getsource(held.function)).partition("\n")[2]
    answer = f"from typing import Any\nTensor = torch.Tensor\n{HELPERS}\n\n{source}\n{held.exercise} = {held.name}"

    results = {exercise.name: exercise for exercise in judged(**{held.exercise: answer}).exercises}

    wrong = results.pop(held.exercise)
    assert wrong.score < wrong.points
    assert held.name in {check.misconception for check in wrong.checks}
    assert all(other.score == other.points for other in results.values())
