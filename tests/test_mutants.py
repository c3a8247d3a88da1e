"""Every small change to a reference that changes what it does is caught; the others are listed, with the reason."""

import pytest

from autograder.assignments.assignment import Assignment
from autograder.sandbox.outside import Sandbox
from tests.mutants import EQUIVALENT, Mutant, survey

pytestmark = pytest.mark.slow

Survey = dict[Mutant, dict[str, list[str]]]


@pytest.fixture(scope="module")
def surveyed(assignment: Assignment, sandbox: Sandbox) -> Survey:
    """All mutants, graded."""
    return survey(assignment, sandbox)


def test_a_mutant_that_behaves_differently_is_caught(surveyed: Survey) -> None:
    """Each of more than 150 mutants fails a check of its exercise."""
    different = {mutant: names for mutant, names in surveyed.items() if mutant.change not in EQUIVALENT}

    assert len(different) > 150
    assert [mutant for mutant, names in different.items() if not names[mutant.exercise]] == []


def test_a_mutant_that_behaves_the_same_is_right(surveyed: Survey) -> None:
    """Each mutant that we say is equivalent exists, and gets full marks."""
    same = {mutant.change: names[mutant.exercise] for mutant, names in surveyed.items() if mutant.change in EQUIVALENT}

    assert same == {change: [] for change in EQUIVALENT}


def test_a_mutant_costs_its_own_exercise_only(surveyed: Survey) -> None:
    """All other exercises keep their full marks, whatever the change."""
    spread = {
        mutant.change: names
        for mutant, names in surveyed.items()
        if any(others for name, others in names.items() if name != mutant.exercise)
    }

    assert spread == {}
