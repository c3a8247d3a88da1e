"""Functions that somebody wrote wrong: what was observed is true, each costs points, and mended they get them all."""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.assignments.master import compose, faults, register
from autograder.course import Course
from autograder.errors import KitError
from autograder.judging.result import Result
from autograder.sandbox.outside import Sandbox
from tests.conftest import filled, judging, load

NAME = "descent_repair"
FAULTS = faults(Course().master(NAME).read_text())
ANSWER = "# Title\n\n```{{code-cell}} ipython3\n:nbgrader: {{grade_id: mse, solution: true}}\n\nmse: {}\n```\n"


@pytest.fixture(scope="module")
def repair() -> Assignment:
    """The assignment."""
    return load(NAME)


@pytest.fixture(scope="module")
def graded(sandbox: Sandbox, repair: Assignment) -> Callable[..., Result]:
    """Judge the mended functions, but for those given."""
    return judging(sandbox, repair)


def handed_out(assignment: Assignment) -> dict[str, str]:
    """The functions as students get them."""
    return {cell.id: cell.source for cell in assignment.cells if cell.solution}


def observed(assignment: Assignment, *wrong: str) -> dict[str, Any]:
    """A notebook in which these functions are as they were handed out, and the others mended."""
    notebook: dict[str, Any] = {}
    for source in assignment.setup:
        exec(source, notebook)
    for name, source in assignment.reference_functions.items():
        exec(handed_out(assignment)[name] if name in wrong else source, notebook)
    return notebook


def said(notebook: dict[str, Any], steps: int) -> str:
    """What so many steps from the start print, rounded."""
    params, printed = notebook["orig_params"].clone().requires_grad_(), io.StringIO()
    with contextlib.redirect_stdout(printed):
        for _ in range(steps):
            notebook["apply_step"](params)
    return ", ".join(f"{float(rmse):.2f}" for rmse in re.findall(r"RMSE: (\S+)", printed.getvalue()))


@pytest.mark.parametrize("name", FAULTS)
def test_what_was_handed_out_loses_points(graded: Callable[..., Result], repair: Assignment, name: str) -> None:
    """Each function is wrong as it was handed out, costs points in its own exercise alone."""
    results = {exercise.name: exercise for exercise in graded(**{name: handed_out(repair)[name]}).exercises}

    wrong = results.pop(name)
    assert wrong.score < wrong.points
    assert all(other.score == other.points for other in results.values())


def test_mended_they_get_all_points(graded: Callable[..., Result], repair: Assignment) -> None:
    """With the references in the answer cells nothing is missing."""
    assert graded().score == repair.points == 14


def test_the_checks_are_those_of_gradient_descent(repair: Assignment) -> None:
    """Not a check, misconception or reference of its own."""
    original = load("gradient_descent")

    assert repair.reference_source == original.reference_source
    assert [(one.exercise, one.sentence, one.points) for name in repair.checks for one in repair.checks[name]] == [
        (one.exercise, one.sentence, one.points) for name in original.checks for one in original.checks[name]
    ]


def test_what_was_observed_is_true(repair: Assignment) -> None:
    """Each number above a function is what the function gives as it was handed out."""
    text = Course().master(NAME).read_text()
    uphill = observed(repair, "apply_step")
    mended = handed_out(repair)["apply_step"].replace("params.data +=", "params.data -=")
    assert len(observed(repair, "function")["function"](torch.tensor([0.0, 30.0]), uphill["params"])) == 20
    assert observed(repair, "mse")["mse"](torch.tensor([1.0, 2.0, 3.0]), torch.zeros(3)) == 14
    assert f"RMSE is {said(observed(repair, 'mse'), 1)}" in text
    assert f"RMSEs {' and '.join(said(uphill, 3).rsplit(' ', 1))}" in text
    exec(mended, uphill)
    _, second, third, fourth = said(uphill, 4).split(", ")
    assert f"falls to {second} and {third}, and then it is back at {fourth}" in text


def test_what_was_observed_of_train_is_true(repair: Assignment) -> None:
    """It begins anew at each call, and stops while it still gains."""
    notebook = observed(repair, "train")
    params = notebook["orig_params"].clone().requires_grad_()

    first = notebook["train"](params, 10)

    assert [round(rmse, 2) for rmse in (first[0], first[-1])] == [74.96, 18.04]
    assert notebook["train"](params, 10) == first
    assert [round(rmse, 2) for rmse in notebook["train"](params, 100, tolerance=1.0)] == [74.96, 36.43]


def test_the_notebook_leaves_the_mistake_to_be_found(repair: Assignment) -> None:
    """Its check(...) says what is not right, and neither the name of what was built in nor how to mend it."""
    notebook: dict[str, Any] = {}
    exec(next(cell.source for cell in repair.cells if cell.folded), notebook)
    ideas = {name: str(notebook["EXERCISES"][name]["ideas"]) for name in FAULTS}
    held = [one for one in repair.reference.misconceptions if one.name in FAULTS[one.exercise]]

    assert len(held) == sum(map(len, FAULTS.values())) == 6
    assert not [one.name for one in held if repr(one.sentence) in ideas[one.exercise]]
    assert all("says" in text for text in ideas.values())


def test_a_mistake_that_is_none_of_the_exercise_is_named() -> None:
    """An author who hands out a misconception that there is not is told which."""
    reference = Course().reference(NAME).read_text()

    assert "(preds + targets)" in compose(ANSWER.format("added_for_subtracted"), reference, NAME).cells[1].source
    with pytest.raises(KitError, match="mse is to be handed out with uphill"):
        compose(ANSWER.format("uphill"), reference, NAME)


@pytest.mark.slow
def test_formgraders_generate_gives_the_same_notebook(tmp_path: Path) -> None:
    """nbgrader's own command, which is behind the button, leaves no line in the wrong functions that raises."""
    course = Course(tmp_path / "course")
    register(course, NAME, tmp_path / "first")
    command = [str(Path(sys.executable).with_name("nbgrader")), "generate_assignment", NAME]

    subprocess.run(
        [*command, f"--CourseDirectory.release_directory={tmp_path / 'release'}"],
        cwd=course.kit, env={**os.environ, "AUTOGRADER_COURSE": str(course.folder)}, check=True, capture_output=True,
    )  # fmt: skip

    made = tmp_path / "release" / NAME / f"{NAME}.ipynb"
    assert made.read_bytes() == Course().released(NAME).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", [NAME, "gradient_descent"])
def test_the_text_says_which_of_two_assignments_it_is(name: str, tmp_path, capsys) -> None:
    """Two assignments ask for the same functions; a flat folder of notebooks is still graded without an option."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.ipynb").write_bytes(filled(load(name), load(name).reference_functions))

    assert main(["grade", str(tmp_path / "in"), "--course", str(tmp_path / "course"), "--quiet"]) == 0

    assert (tmp_path / "course" / "feedback" / "ada" / name / f"{name}.html").exists()
