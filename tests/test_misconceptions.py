"""Every misconception of every assignment, held by a student, is refused and named."""

import ast
import importlib
import inspect
from collections.abc import Callable

import pytest

from autograder.assignments.check import Misconception
from autograder.course import Course
from autograder.judging.result import Result
from autograder.sandbox.outside import Sandbox
from tests.conftest import judging, load

MODULES = {
    name: importlib.import_module(f"autograder.assignments.misconceptions.{name}") for name in Course().written()
}
HELD = [(name, held) for name, module in MODULES.items() for held in module.MISCONCEPTIONS]


@pytest.fixture(scope="module")
def judges(sandbox: Sandbox) -> dict[str, Callable[..., Result]]:
    """For each assignment, what judges an answer to it."""
    return {name: judging(sandbox, load(name)) for name in MODULES}


def as_a_students(name: str, held: Misconception) -> str:
    """The function as a student would hand it in: with what it needs of its module, under the exercise's name."""
    lines = []
    for node in ast.parse(inspect.getsource(MODULES[name])).body:
        if isinstance(node, ast.ImportFrom) and (node.level or str(node.module).startswith("solutions")):
            # What comes from the references is the notebook's own.
            lines += [f"{one.asname} = {one.name}" for one in node.names if one.asname]
        elif not isinstance(node, ast.FunctionDef) or not node.decorator_list:
            lines.append(ast.unparse(node))
        elif node.name == held.name:
            node.decorator_list = []
            lines.append(ast.unparse(node))
    return "\n".join([*lines[:-1], f"{held.exercise} = {held.name}"])  # The last is the list of all.


@pytest.mark.parametrize(("name", "held"), HELD, ids=[f"{name}-{held.name}" for name, held in HELD])
def test_a_student_who_holds_it_is_told_so(
    judges: dict[str, Callable[..., Result]], name: str, held: Misconception
) -> None:
    """A student's function with this mistake loses points in its exercise alone, under the mistake's own name."""
    answer = as_a_students(name, held)

    results = {exercise.name: exercise for exercise in judges[name](**{held.exercise: answer}).exercises}

    wrong = results.pop(held.exercise)
    assert wrong.score < wrong.points
    assert held.name in {check.misconception for check in wrong.checks}
    assert all(other.score == other.points for other in results.values())
