"""Submissions at their worst do not keep a class waiting: each has one budget, and the report names the slowest."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.assignments.assignment import Assignment
from autograder.judging.judge import judge
from autograder.pages import class_report
from autograder.pages.anonymous import anonymized
from autograder.sandbox.clock import Budget
from autograder.sandbox.outside import Child, Sandbox
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled

KIT = Path(__file__).parents[2]
LOOP = "def {}(*given, **named):\n    while True:\n        pass"
SLEEP = "import time as clock\ndef {}(*given, **named):\n    clock.sleep(3600)"
NAP = "import time as clock\ndef {}(*given, **named):\n    clock.sleep(0.04)"
WORST = {
    "loops": (LOOP, ()),
    "sleeps": (SLEEP, ()),
    "naps": (NAP, ()),
    "loops at the top": (LOOP, ("while True:\n    pass",)),
    "sleeps at the top": (SLEEP, ("import time as clock\nclock.sleep(3600)",)),
}
CLASS, BAD = 60, 6


@pytest.fixture
def budgets(monkeypatch: pytest.MonkeyPatch) -> list[Budget]:
    """The budgets of the children that there will be."""
    spent: list[Budget] = []
    born = Child.__init__

    def init(child: Child, sandbox: Sandbox, budget: Budget) -> None:
        spent.append(budget)
        born(child, sandbox, budget)

    monkeypatch.setattr(Child, "__init__", init)
    return spent


@pytest.mark.parametrize("way", WORST)
def test_a_submission_takes_twice_its_limit_at_most(
    way: str, assignment: Assignment, sandbox: Sandbox, budgets: list[Budget]
) -> None:
    """However many children it takes, and whether they compute or sleep, they share the time of two."""
    source, cells = WORST[way]
    answers = {one.name: source.format(one.name) for one in assignment.exercises}

    judge("student", Submission.read(filled(assignment, answers, cells), assignment), sandbox, SEED)

    late = 0.1 * len(budgets)  # The judge looks some ten times a second.
    assert len({id(budget) for budget in budgets}) == 1
    assert budgets[0].used <= 2 * sandbox.limits.seconds + late


def test_what_is_left_after_a_loop() -> None:
    """Where a child ran out of time, no other gets more than a second, and each gets something."""
    for limit in (1, 3, 10, 60):
        budget = Budget(limit)
        assert budget.share() == limit
        budget.charge(limit, late=True)
        for _ in range(20):
            share = budget.share()
            assert 0 < share <= 1
            budget.charge(share, late=True)
        assert budget.used <= 2 * limit


def test_honest_children_have_the_whole_limit() -> None:
    """Where none ran out of time, each child has what one may have, as long as there is as much left."""
    budget = Budget(3)
    budget.charge(0.1, late=False)
    budget.charge(0.2, late=False)

    assert budget.share() == 3


@pytest.mark.slow
def test_a_class_with_one_in_ten_at_its_worst(tmp_path: Path, assignment: Assignment) -> None:
    """It takes no more than the honest class and the budgets of those few, at two jobs."""
    honest = graded(tmp_path / "honest", assignment, 0)

    worst = graded(tmp_path / "worst", assignment, BAD)

    assert worst <= 3 * honest


def graded(folder: Path, assignment: Assignment, bad: int) -> float:
    """Grade a class; return the seconds that it took."""
    right = filled(assignment, assignment.reference_functions)
    loop = filled(assignment, {one.name: LOOP.format(one.name) for one in assignment.exercises})
    for number in range(CLASS):
        path = folder / "submitted" / f"s{number}" / assignment.name / f"{assignment.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(loop if number < bad else right)
    started = time.monotonic()
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(folder), "--jobs", "2", "--quiet"]
    subprocess.run(command, cwd=KIT, check=True, capture_output=True)
    return time.monotonic() - started


def test_the_report_names_the_slowest() -> None:
    """The five that took longest stand in the report by name, and in the anonymous one without."""
    everyone = [
        {"student": f"s{number}", "assignment": "one", "score": 0.0, "points": 1.0, "exercises": {}, "reason": None}
        | {"seconds": float(number), "sandbox": "jail"}
        for number in range(8)
    ]

    found = class_report.numbers(everyone)

    assert [one["student"] for one in found["slowest"]] == ["s7", "s6", "s5", "s4", "s3"]
    assert "The slowest were s7 (7.0 s), s6" in class_report.page(found)
    assert "s7" not in class_report.page(anonymized(found, ()))
