"""What costs points fails a visible test before it is handed in, and what is right fails none."""

import pytest

from autograder.sandbox.outside import Limits, Sandbox
from tests.conftest import load
from tests.corpus import Answer, corpus
from tests.figures import failing_tests

BEYOND = ("standardize", "momentum_step", "least_squares")


def answers(assignment: str, folder: str) -> list[Answer]:
    """The answers to an assignment that are right, or wrong."""
    return corpus(folder) if assignment == "gradient_descent" else corpus(f"../answers_beyond/{folder}", BEYOND)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["right", "wrong"])
@pytest.mark.parametrize("assignment", ["gradient_descent", "descent_beyond"])
def test_no_loss_is_a_surprise(assignment: str, folder: str) -> None:
    """Of the whole corpus every wrong answer fails a visible test, and no right one does."""
    asked = load(assignment)
    with Sandbox(Limits(seconds=2, memory=512), setup=asked.setup) as sandbox:
        failed = {answer.name: failing_tests(answer, asked, sandbox) for answer in answers(assignment, folder)}

    assert len(failed) > 10
    assert [name for name, fails in failed.items() if fails == (folder == "right")] == []
