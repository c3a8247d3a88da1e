"""The second assignment: right answers of any style get full marks, wrong ones are told what is wrong."""

import json
from collections.abc import Callable

import pytest

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.judging.result import ExerciseResult, Result
from autograder.sandbox.outside import Sandbox
from tests.conftest import filled, judging, load
from tests.corpus import Answer, corpus

NAME, EXERCISES = "descent_beyond", ("standardize", "momentum_step", "least_squares")
RIGHT, WRONG = (corpus(f"../answers_beyond/{folder}", EXERCISES) for folder in ("right", "wrong"))
ENDINGS = {"raised", "time"}
IDLE = ("return None", "return given[0]", "return given[0].clone()", "return torch.zeros(3)", "return 0.0")


@pytest.fixture(scope="module")
def beyond() -> Assignment:
    """The second assignment."""
    return load(NAME)


@pytest.fixture(scope="module")
def graded(sandbox: Sandbox, beyond: Assignment) -> Callable[[Answer], dict[str, ExerciseResult]]:
    """Grade each answer once."""
    judged, known = judging(sandbox, beyond), dict[Answer, Result]()

    def graded(answer: Answer) -> dict[str, ExerciseResult]:
        if answer not in known:
            known[answer] = judged(**answer.answers)
        return {exercise.name: exercise for exercise in known[answer].exercises}

    return graded


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.path.stem)
def test_a_right_answer_gets_full_marks(graded: Callable, answer: Answer) -> None:
    """Style, noise and precision cost nothing."""
    checks = [check for one in graded(answer).values() for check in one.checks]

    assert set(answer.answers) == set(EXERCISES)
    assert [(check.name, check.message) for check in checks if check.verdict != "passed"] == []


@pytest.mark.parametrize("answer", WRONG, ids=lambda answer: f"{answer.path.parent.name}-{answer.path.stem}")
def test_a_wrong_answer_is_told_what_is_wrong(graded: Callable, answer: Answer) -> None:
    """It costs its own exercise only, and is called by the name of its idea where we know one."""
    results = graded(answer)

    verdicts = {name: one.verdict for name, one in results.items() if one.score < one.points}
    assert verdicts == {name: verdict for name, (verdict, _) in answer.expected.items()}
    for name, (_, words) in answer.expected.items():
        assert {check.misconception for check in results[name].checks} - {None} == set(words) - ENDINGS
        assert set(words) & ENDINGS <= {results[name].ending}


def test_wrong_answers_are_told_what_to_try(graded: Callable) -> None:
    """An author's own rule has hints as well: at most one wrong answer in twenty has none."""
    wrong = {answer.name: [one for one in graded(answer).values() if one.score < one.points] for answer in WRONG}
    silent = [
        name
        for name, results in wrong.items()
        for one in results
        if not any(check.hint or check.misconception for check in one.checks)
    ]

    assert len(silent) <= 0.05 * len(WRONG), silent


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("body", IDLE)
def test_who_does_nothing_earns_nothing(sandbox: Sandbox, beyond: Assignment, exercise: str, body: str) -> None:
    """A function that computes nothing has not left its arguments alone either: it gets no point."""
    result = judging(sandbox, beyond)(**{exercise: f"def {exercise}(*given):\n    {body}"})

    assert {one.name: one.score for one in result.exercises}[exercise] == 0


def test_every_check_is_needed(graded: Callable, beyond: Assignment) -> None:
    """Each check is the only one that refuses some wrong answer."""
    refused = [
        [check.name for one in graded(answer).values() for check in one.checks if check.verdict != "passed"]
        for answer in WRONG
    ]
    alone = {names[0] for names in refused if len(names) == 1}

    assert {check.name for checks in beyond.checks.values() for check in checks} - alone == set()


@pytest.mark.parametrize("answer", [*RIGHT, *WRONG[::5]], ids=lambda answer: answer.name)
def test_the_inputs_favor_nobody(sandbox: Sandbox, beyond: Assignment, graded: Callable, answer: Answer) -> None:
    """Whatever inputs are drawn, the same answer has the same score."""
    usual = {name: one.score for name, one in graded(answer).items()}

    for seed in range(100, 110):
        result = judging(sandbox, beyond)(seed=seed, **answer.answers)
        assert {one.name: one.score for one in result.exercises} == usual


@pytest.mark.parametrize("layout", ["student/descent_beyond/descent_beyond.ipynb", "student.ipynb"])
def test_the_folder_says_which_assignment_it_is(layout: str, beyond: Assignment, tmp_path, capsys) -> None:
    """With two assignments the command still needs no option: by the folder's name, or by the functions."""
    path, lines = tmp_path / "in" / layout, tmp_path / "results.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(filled(beyond, beyond.reference_functions))

    assert main(["grade", str(tmp_path / "in"), "--course", str(tmp_path / "course"), "--json", str(lines)]) == 0

    assert json.loads(lines.read_text())["score"] == beyond.points == 10


def test_a_folder_with_both_assignments_is_asked_about(beyond: Assignment, tmp_path, capsys) -> None:
    """Where a student handed in both, the command asks which one to grade."""
    for name in (NAME, "gradient_descent"):
        (tmp_path / "student" / name).mkdir(parents=True)

    assert main(["grade", str(tmp_path), "--course", str(tmp_path / "course")]) == 2

    assert "Which assignment?" in capsys.readouterr().err


def test_feedback_tells_the_three_exercises(beyond: Assignment, tmp_path) -> None:
    """The student's page names each exercise, its points, and what went wrong."""
    wrong = next(answer for answer in WRONG if answer.path.stem == "equal_values_stay")
    (tmp_path / "student.ipynb").write_bytes(filled(beyond, {**beyond.reference_functions, **wrong.answers}))

    main(["grade", str(tmp_path), "--course", str(tmp_path / "course"), "--quiet"])

    page = (tmp_path / "course" / "feedback" / "student" / NAME / f"{NAME}.html").read_text()
    assert all(name in page for name in EXERCISES)
    assert "returns values that are all equal unchanged" in page
