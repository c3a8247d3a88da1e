"""An appeal: what was asked, expected and got is kept, and the lines to paste show it in the student's notebook."""

import contextlib
import io
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from autograder.__main__ import main
from autograder.judging.result import PASSED, Result
from tests.conftest import load

WRONG = {
    "function": "def function(t, params):\n    return params[0] * t + params[1] * t + params[2]",
    "mse": "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()",
    "apply_step": "def apply_step(params, prn=True):\n"
    "    preds = function(time, params)\n    loss = mse(preds, speed)\n    loss.backward()\n"
    "    params.data += lr * params.grad\n    params.grad = None\n    return preds",
    "train": "def train(params, epochs, tolerance=None):\n    return [1.0 for _ in range(epochs + 1)]",
}


def pasted(code: str, answers: dict[str, str]) -> str:
    """What the lines print in a notebook with these functions."""
    assignment = load("gradient_descent")
    namespace: dict[str, object] = {}
    for source in (*assignment.setup, *assignment.reference_functions.values(), *answers.values()):
        exec(source, namespace)
    before = {name: namespace[name] for name in ("time", "speed", "lr")}
    torch.set_printoptions(sci_mode=False)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, namespace)
    finally:
        torch.set_printoptions(profile="default")
    assert all(namespace[name] is value for name, value in before.items())
    return printed.getvalue()


def numbers(text: str) -> list[float]:
    """The numbers in a text, in their order."""
    return [float(one) for one in re.findall(r"-?\d+\.\d+(?:e[+-]\d+)?", text)]


@pytest.mark.parametrize("name", WRONG)
def test_the_lines_to_paste_show_what_came(name: str, judged: Callable[..., Result]) -> None:
    """For each check that failed they run in the notebook, leave its data alone, and print the numbers that came."""
    answers = {name: WRONG[name]}
    exercise = next(one for one in judged(**answers).exercises if one.name == name)
    failed = [check for check in exercise.checks if check.verdict != PASSED]
    assert failed

    for check in failed:
        assert check.evidence
        assert check.evidence["expected"] != check.evidence["got"]
        with contextlib.suppress(RuntimeError):  # It raises there as it did here.
            said = numbers(pasted(check.evidence["code"], answers))
            came = numbers(check.evidence["got"])
            assert all(any(math.isclose(one, other, rel_tol=0.01) for other in said) for one in came[:1])


def test_each_check_keeps_what_was_asked(judged: Callable[..., Result]) -> None:
    """Passed ones too: in full, with what was expected."""
    for exercise in judged().exercises:
        for check in exercise.checks:
            assert check.evidence
            assert exercise.name in check.evidence["asked"]
            assert check.evidence["got"] == "as expected"


@pytest.mark.slow
def test_the_command_explains_in_the_terminal_and_as_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints function, question, expectation, answer and lines to paste; the page, named last, has the same."""
    shutil.copytree(Path(__file__).parents[1] / "submissions" / "sum_for_mean", tmp_path / "submitted" / "ada")
    course = ["--course", str(tmp_path)]
    assert main(["grade", "--quiet", "--jobs", "1", "--assignment", "gradient_descent", *course]) == 0
    capsys.readouterr()

    assert main(["explain", "ada", "--exercise", "mse", *course]) == 0

    said = capsys.readouterr().out
    page = Path(said.splitlines()[-1])
    assert page == tmp_path / "explain" / "gradient_descent" / "ada.html"
    for words in ("def mse(preds, targets)", "mse(preds, targets) →", "torch.tensor(", "print(answer)"):
        assert words in said
        assert words in page.read_text()
    assert 'id="train"' not in page.read_text()
    assert main(["explain", "nobody", *course]) == 2
    assert main(["explain", "ada", "--exercise", "nothing", *course]) == 2
