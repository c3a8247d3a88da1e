"""The test notebooks in nbgrader's wheel are graded as nbgrader's tests expect, or refused with a reason."""

import json
from pathlib import Path

import nbformat
import nbgrader
import pytest

from autograder.assignments.assignment import Assignment
from autograder.errors import Unreadable
from autograder.judging import classic
from autograder.judging.judge import judge
from autograder.judging.result import Result
from autograder.records.autograded import autograded
from autograder.sandbox.outside import Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED

FILES = Path(nbgrader.__file__).parent / "tests"
NOTEBOOKS = sorted(FILES.glob("*/files/*.ipynb"))

# The points of the two tests, foo and bar; the other two answers wait for a person. The first test passes always.
POINTS = {
    "submitted-unchanged": 1,  # nothing is answered
    "submitted-changed": 2,  # a is 1
    "submitted-cheat-attempt": 1,  # tracebacks are switched off
    "submitted-cheat-attempt-alternative": 1,
    "submitted-grade-cell-changed": 1,  # the second test is commented out
    "submitted-locked-cell-changed": 1,
    "submitted-grade-cell-type-changed": 1,  # the second test is prose
    "submitted-answer-cell-type-changed": 1,
}

# Those that hold an assignment and its answers at once, all in the folder of nbgrader's commands.
OF_THEIR_OWN = {
    "test": 3,  # all of the tests pass
    "test-with-output": 3,  # with outputs saved in it
    "test-v2": 3,  # of an older schema
    "test-v0": 3,
    "test-hidden-tests": 1.5,  # knows the visible tests only
    "autotest-simple-changed": 1,
    "autotest-simple-unchanged": 0,
    "validating-environment-variable": 1,  # behaves otherwise where it sees nbgrader at work
    "validation-zero-points": 0,  # a failing test without points
    "open_relative_file": 0,  # wants a file that is not there
    "timeout": 0,  # sleeps for longer than it may
}


@pytest.fixture(scope="module")
def ps1() -> Assignment:
    """The assignment that most of these notebooks answer."""
    return Assignment.load("ps1", FILES / "apps/files/submitted-unchanged.ipynb", Path("no reference"))


def result_of(path: Path, assignment: Assignment, sandbox: Sandbox) -> Result | str:
    """Grade a notebook in the classic way; return the reason if it is refused."""
    try:
        submission = Submission.read(path.read_bytes(), assignment)
    except Unreadable as reason:
        return str(reason)
    result = classic.completed(judge("student", submission, sandbox, SEED), submission, sandbox)
    nbformat.validate(json.loads(json.dumps(autograded(submission, result))))
    return result


def test_all_of_them_are_there() -> None:
    """The wheel has 67 notebooks."""
    assert len(NOTEBOOKS) == 67


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_notebook_of_nbgraders_as_a_submission(path: Path, ps1: Assignment, sandbox: Sandbox) -> None:
    """It is graded with no more points than it deserves, or refused with a reason; none raises."""
    result = result_of(path, ps1, sandbox)

    if isinstance(result, str):
        assert path.stem not in POINTS
        assert "nothing of ps1" in result or "old format" in result
    else:
        assert result.score == POINTS.get(path.stem, result.score)
        assert 0 <= (result.score or 0) <= 2


@pytest.mark.parametrize("name", OF_THEIR_OWN)
def test_a_notebook_of_nbgraders_as_its_own_answer(name: str, sandbox: Sandbox) -> None:
    """It gets the points of the tests in it that pass."""
    path = FILES / "apps/files" / f"{name}.ipynb"

    result = result_of(path, Assignment.load("own", path, Path("no reference")), sandbox)

    assert isinstance(result, Result)
    assert result.score == OF_THEIR_OWN[name]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_notebook_of_nbgraders_as_another_assignments(path: Path, assignment: Assignment) -> None:
    """It is refused as a submission of ours, since nothing of ours is in it."""
    with pytest.raises(Unreadable, match=r"nothing of gradient_descent|old format"):
        Submission.read(path.read_bytes(), assignment)
