"""Every misconception of every assignment, held by a student, is refused and named; what does not fit is an error."""

from collections.abc import Callable

import pytest

from autograder.assignments.wrong import Misconception, misconceptions
from autograder.course import Course
from autograder.errors import KitError
from autograder.judging.result import Result
from autograder.sandbox.outside import Sandbox
from tests.conftest import judging, load

HELD = [(name, held) for name in Course().written() for held in load(name).reference.misconceptions]
DOUBLE = "def double(x):\n    return 2 * x\n"
EDIT = """
# double

tripled: multiplies by 3
    - {gone}
    + 3 * x
> Multiply by 2.
"""


@pytest.fixture(scope="module")
def judges(sandbox: Sandbox) -> dict[str, Callable[..., Result]]:
    """For each assignment, what judges an answer to it."""
    return {name: judging(sandbox, load(name)) for name in Course().written()}


@pytest.mark.parametrize(("name", "held"), HELD, ids=[f"{name}-{held.name}" for name, held in HELD])
def test_a_student_who_holds_it_is_told_so(
    judges: dict[str, Callable[..., Result]], name: str, held: Misconception
) -> None:
    """A student's function with this mistake loses points in its exercise alone, under the mistake's own name."""
    results = {exercise.name: exercise for exercise in judges[name](**{held.exercise: held.source}).exercises}

    wrong = results.pop(held.exercise)
    assert wrong.score < wrong.points
    assert held.name in {check.misconception for check in wrong.checks}
    assert all(other.score == other.points for other in results.values())


def test_an_edit_changes_what_it_names() -> None:
    """The part of a line that goes is replaced by what comes, and the signature stays."""
    (held,) = misconceptions(EDIT.format(gone="2 * x"), DOUBLE)

    assert held.source == "def double(x):\n    return 3 * x\n"
    assert (held.exercise, held.name, held.sentence, held.hint) == (
        "double", "tripled", "multiplies by 3", "Multiply by 2.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (EDIT.format(gone="2 * y"), ["tripled", "'2 * y'", "not at all"]),
        (EDIT.format(gone="x"), ["tripled", "'x'", "more than once"] if DOUBLE.count("x") > 2 else ["tripled"]),
        (EDIT.format(gone="2 * x").replace("3 * x", "3 *"), ["tripled", "no Python"]),
        (EDIT.format(gone="2 * x").replace("# double", "# triple"), ["triple", "no such function"]),
        (EDIT.format(gone="2 * x").replace("> ", ""), ["double", "tripled: multiplies by 3", "> hint"]),
    ],
)
def test_what_does_not_fit_is_named(text: str, words: list[str]) -> None:
    """An author is told which misconception is wrong, and why, when it is read."""
    with pytest.raises(KitError) as error:
        misconceptions(text, DOUBLE.replace("2 * x", "2 * x  # x"))

    assert all(word in str(error.value) for word in words)
