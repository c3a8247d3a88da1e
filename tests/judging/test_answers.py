"""Right answers in any style get full marks; wrong ones cost their own exercise, and are named for what they are."""

from collections.abc import Callable

import pytest

from autograder.judging.result import ExerciseResult, Result
from tests.corpus import Answer, corpus

RIGHT, WRONG = corpus("right"), corpus("wrong")
ENDINGS = {"raised", "unwritten", "time", "memory", "killed", "output", "garbled", "missing"}


@pytest.fixture(scope="session")
def graded(judged: Callable[..., Result]) -> Callable[[Answer], dict[str, ExerciseResult]]:
    """Grade each answer once."""
    known: dict[Answer, dict[str, ExerciseResult]] = {}

    def graded(answer: Answer) -> dict[str, ExerciseResult]:
        if answer not in known:
            known[answer] = {exercise.name: exercise for exercise in judged(**answer.answers).exercises}
        return known[answer]

    return graded


def named(exercise: ExerciseResult) -> set[str]:
    """The misconceptions that the verdicts name."""
    return {check.misconception for check in exercise.checks if check.misconception}


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.name)
def test_a_right_answer_gets_full_marks(graded: Callable, answer: Answer) -> None:
    """Style, noise, precision and language cost nothing."""
    assert [check for one in graded(answer).values() for check in one.checks if check.verdict != "passed"] == []


@pytest.mark.parametrize("answer", WRONG, ids=lambda answer: answer.name)
def test_a_wrong_answer_costs_its_own_exercise(graded: Callable, answer: Answer) -> None:
    """It is refused with the verdict that it deserves, under no wrong name, and everything else has full marks."""
    results = graded(answer)

    verdicts = {name: one.verdict for name, one in results.items() if one.score < one.points}
    assert verdicts == {name: verdict for name, (verdict, _) in answer.expected.items()}
    for name, (_, words) in answer.expected.items():
        assert named(results[name]) <= set(words)
        assert ENDINGS & set(words) <= {results[name].ending}


def test_the_corpus_is_large_and_varied() -> None:
    """There are at least 250 right answers, and at least 450 wrong ones, 50 for each exercise."""
    assert len({answer.text for answer in RIGHT}) >= 250
    assert len({answer.text for answer in WRONG}) >= 450
    for exercise in ("function", "mse", "apply_step", "train"):
        assert sum(exercise in answer.expected for answer in WRONG) >= 50


def test_known_misconceptions_are_named(graded: Callable) -> None:
    """Of the wrong answers that show a misconception that we know, at least 80 % are told its name."""
    known = [(answer, name) for answer in WRONG for name, (_, words) in answer.expected.items() if set(words) - ENDINGS]

    silent = [answer.name for answer, name in known if not named(graded(answer)[name])]

    assert len(known) >= 80
    assert len(silent) <= 0.2 * len(known), silent


def test_every_check_is_needed(graded: Callable, assignment) -> None:
    """Each check is the only one of all that refuses some wrong answer."""
    refused = [
        [check.name for one in graded(answer).values() for check in one.checks if check.verdict != "passed"]
        for answer in WRONG
    ]
    alone = {names[0] for names in refused if len(names) == 1}

    assert {check.name for checks in assignment.checks.values() for check in checks} - alone == set()
