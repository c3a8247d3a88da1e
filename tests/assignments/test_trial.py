"""Every assignment is tried: nothing wrong gets through, nothing is lost without a word, what is odd has a note."""

import pytest

from autograder.__main__ import main
from autograder.assignments.trial import Trial
from autograder.course import Course
from tests.conftest import load

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=sorted({Course().reference(name).resolve().stem for name in Course().written()}))
def trial(request: pytest.FixtureRequest) -> Trial:
    """An assignment with everything that was tried on it."""
    return Trial(load(request.param))


def test_an_assignment_raises_no_doubt(trial: Trial) -> None:
    """No check is idle, no wrong answer is accepted, told by chance, or refused without a visible test."""
    assert trial.doubts() == []


def test_many_wrong_answers_are_tried(trial: Trial) -> None:
    """Constants, misconceptions and mutants, dozens of each exercise."""
    for asked in trial.assignment.exercises:
        kinds = [one.kind for one in trial.wrong if one.held.exercise == asked.name]
        assert {"constant", "misconception", "mutant"} == set(kinds)
        assert len(kinds) > 30


def test_a_note_that_has_no_reason_left_is_a_doubt(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an author excuses must be there."""
    monkeypatch.setattr(Trial, "notes", trial.notes | {"no_such_mutant": "because"})

    assert [doubt for doubt in trial.doubts() if doubt.startswith("no_such_mutant")] == trial.doubts() != []


def test_the_command_says_what_to_look_at(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its notes an assignment ends with warnings, by name, and with status 1."""
    monkeypatch.setattr(Trial, "notes", {})

    assert main(["try", "descent_beyond"]) == 1

    printed = capsys.readouterr().out
    assert "turns_equal_values_into_zeros" in printed
    assert "momentum_step: params.data = params.data - lr * velocity: this mutant gets full marks." in printed
