"""Ctrl+C ends the command and touches no mark: what befalls our own process is nobody's answer."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import autograder
from autograder.assignments.assignment import Assignment
from autograder.errors import KitError
from autograder.judging.judge import judge
from autograder.sandbox.inside.cells import Tape
from autograder.sandbox.inside.probes import perform
from autograder.sandbox.outside import Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import PATIENCE, filled, load

EVENTS = {
    "an interrupt": ("__import__('os').kill(__import__('os').getpid(), 2)", KeyboardInterrupt),
    "an exit by a handler of signals": ("raise SystemExit(143)", SystemExit),
    "no memory for Python": ("raise MemoryError", KitError),
    "no memory for torch": ("torch.empty(1 << 60)", KitError),
    "any fault of the reference": ("raise ValueError('ours')", KitError),
}


@pytest.fixture(params=EVENTS)
def struck(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Assignment, type[BaseException]]:
    """An assignment whose reference is struck once, in the midst of an answer, and whom it strikes."""
    deed, error = EVENTS[request.param]
    mark, real = tmp_path / "struck", load("gradient_descent")
    once = f"    if not __import__('os').path.exists({str(mark)!r}):\n        open({str(mark)!r}, 'w').close()\n"
    source = real.reference_source.replace("    return ((preds", f"{once}        {deed}\n    return ((preds")
    assert source != real.reference_source
    return replace(real, reference_source=source), error


def test_what_strikes_the_reference_is_raised_and_never_remembered(
    struck: tuple[Assignment, type[BaseException]], sandbox: Sandbox
):
    """Whatever ends an answer of our own reference ends the judging, and the next right student loses nothing."""
    assignment, error = struck
    right = Submission.read(filled(assignment, load("gradient_descent").reference_functions), assignment)

    with pytest.raises(error):
        judge("first", right, sandbox, seed=1)

    assert judge("second", right, sandbox, seed=1).score == assignment.points


def test_no_memory_to_describe_an_answer_is_no_answer():
    """A value that could not be described for want of memory is not taken for a value without content."""

    class Starved(list):
        def __len__(self) -> int:
            raise MemoryError

    probe = {"globals": {}, "args": {}, "leaves": [], "calls": [("give", [])]}

    with pytest.raises(MemoryError):
        perform(probe, {"give": lambda: Starved([1.0])}, Tape(), Exception)


DROPPED = """
import signal, sys
from autograder.__main__ import insist

class Dying:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

sys.unraisablehook = insist
try:
    Dying()
    signal.pause()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupt_that_python_drops_comes_again():
    """What is raised while an object dies goes nowhere; the command is interrupted all the same, without a word."""
    kit = Path(autograder.__file__).parents[1]

    told = subprocess.run([sys.executable, "-c", DROPPED], cwd=kit, capture_output=True, text=True, timeout=PATIENCE)

    assert (told.stdout, told.stderr) == ("interrupted\n", "")
