"""What an author gets wrong is said in a sentence, with the name of what to mend."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.assignments import looks
from autograder.assignments.assignment import Assignment
from autograder.assignments.check import Answers, Question
from autograder.assignments.comparison import Failure, NoAnswer
from autograder.assignments.right import losses
from autograder.errors import KitError, UsageError
from autograder.sandbox.answer import Raised

STYLE = """
def total(errors):
    return (errors**2).sum()

def mse(preds, targets):
    return total(preds - targets) / preds.numel()
"""
UNGUARDED = "def standardize(values):\n    return (values - values.mean()) / values.std()\n"
STRICT = "\ndef function(t, params):\n    a, b, c = params\n    return (a * t**2 + b * t + c).detach()\n"


def test_right_answers_of_an_authors_own(assignment: Assignment, tmp_path: Path) -> None:
    """A right one loses nothing; of another it is said which check costs how much, and why."""
    style, strict = tmp_path / "style.py", tmp_path / "strict.py"
    style.write_text(STYLE)
    strict.write_text(STYLE + STRICT)

    assert list(losses(assignment, style)) == []
    (loss,) = losses(assignment, strict)
    assert loss.startswith("strict.py: function loses 0.5 (lets gradients reach params): No gradient reaches params")


@pytest.mark.parametrize("text", [None, "def mse(preds, targets:\n", "\0"])
def test_a_file_that_is_no_python(text: str | None, assignment: Assignment, tmp_path: Path) -> None:
    """It is named, with what is wrong with it."""
    path = tmp_path / "style.py"
    if text is not None:
        path.write_text(text)

    with pytest.raises(UsageError, match=r"style\.py cannot be read as Python: "):
        list(losses(assignment, path))


def test_a_check_that_raises(assignment: Assignment) -> None:
    """It is named, with its exercise and the exception, and is nobody's wrong answer."""

    def compare(*_: Any) -> None:
        raise ZeroDivisionError("division by zero")

    question = assignment.reference.question(replace(assignment.checks["mse"][0], compare=compare), 1)

    with pytest.raises(
        KitError, match=r"averages_the_squared_errors of mse raised ZeroDivisionError: division by zero\. Mend it\."
    ):
        question.failure(question.right)


@pytest.mark.slow
def test_the_command_counts_what_right_answers_lose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A loss is a warning, and the status says so."""
    path = tmp_path / "unguarded.py"
    path.write_text(UNGUARDED)

    assert main(["try", "descent_beyond", str(path)]) == 1

    assert "unguarded.py: standardize loses 0.5" in capsys.readouterr().out


@pytest.mark.parametrize("exercise", ["function", "mse", "apply_step", "train"])
def test_the_order_of_questions_decides_nothing(exercise: str, assignment: Assignment) -> None:
    """An answer that raises once and is wrong otherwise has one verdict, in whichever order it was asked."""
    checks = [check for check in assignment.checks[exercise] if check.compare is not looks.same_entries]
    for question in (assignment.reference.question(check, 1) for check in checks):
        for answers in wrong(question):
            raised = replace(answers[0][0], value=None, raised=Raised("ValueError", "no"))
            some = [(raised,), *answers[1:]]
            turned = replace(question, probes=question.probes[::-1])
            assert verdict(question, some) == verdict(turned, some[::-1]), question.check.sentence


def wrong(question: Question) -> Iterator[Answers]:
    """What those answer whose idea this question refuses."""
    for held in question.reference.misconceptions:
        if held.exercise == question.check.exercise and question.refuses(held) is Failure:
            yield question.of(held)


def verdict(question: Question, answers: Sequence[Any]) -> str:
    """Whether the answers pass, fail, or are none."""
    try:
        return "failed" if question.failure(tuple(answers)) else "passed"
    except NoAnswer:
        return "no answer"
