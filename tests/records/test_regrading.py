"""Grading again: what a preview says, what each run has changed, and which attempt counts."""

import hashlib
import json
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.assignments import assignment as assignments
from autograder.assignments.checks import gradient_descent as fair
from autograder.assignments.comparison import Failure
from autograder.course import Course
from autograder.judging import settings
from autograder.judging.job import Outcome
from autograder.records.writer import Writer
from tests.conftest import filled, load

CLASS = Path(__file__).parents[1] / "submissions"
NAME = "gradient_descent"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that is graded once."""
    course = tmp_path_factory.mktemp("course")
    for student in ("ada", "bo"):
        hand_in(course, student, "right_horner")
    assert grade(course) == 0
    return course


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    return tmp_path


def hand_in(course: Path, student: str, work: str, when: str = "") -> None:
    """Put a notebook of the sample class where this student's lies."""
    shutil.copytree(CLASS / work / NAME, course / "submitted" / student / NAME, dirs_exist_ok=True)
    if when:
        (course / "submitted" / student / NAME / "timestamp.txt").write_text(when)


def grade(course: Path, *options: str) -> int:
    """Grade the course."""
    return main(["grade", "--course", str(course), "--assignment", NAME, "--quiet", "--jobs", "1", *options])


def scores(course: Path) -> dict[str, tuple[float, float]]:
    """Score and penalty of everyone in the gradebook."""
    with Gradebook(Course(course).db_url, "first_model") as book:
        return {
            one.student_id: (one.score, one.late_submission_penalty or 0.0)
            for one in book.assignment_submissions(NAME)
        }  # fmt: skip


def due(course: Path, when: str | None) -> None:
    """Set the assignment's due date."""
    with Gradebook(Course(course).db_url, "first_model") as book:
        book.update_or_create_assignment(NAME, duedate=when)


def contents(course: Path) -> dict[str, str]:
    """A digest of each file of the course; of the gradebook, of its rows."""
    files = (path for path in sorted(course.rglob("*")) if path.is_file() and not path.name.startswith("gradebook.db"))
    return {**{str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}, "rows": str(scores(course))}


def test_a_preview_tells_who_would_change_and_writes_nothing(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It judges what was handed in anew, says from what to what and by which check; the course stays as it was."""
    hand_in(course, "bo", "sum_for_mean")
    before = contents(course)

    assert grade(course, "--dry-run") == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 2 would change." in said
    assert "bo: 14 → 12; mse: averages the squared errors (passed → failed)" in said
    assert "Nothing was written." in said
    assert contents(course) == before


def test_an_interrupted_preview_says_that_nothing_was_written(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after the first of two: what was judged is gone with the copy, and nothing else is claimed."""
    before, save = contents(course), Writer.save

    def interrupted(writer: Writer, outcome: Outcome) -> dict[str, Any]:
        result = save(writer, outcome)
        signal.raise_signal(signal.SIGINT)
        return result

    monkeypatch.setattr(Writer, "save", interrupted)

    assert grade(course, "--dry-run", "--regrade") == 130

    said = " ".join(capsys.readouterr().err.split())
    assert "of 2 are judged; nothing was written." in said
    assert "saved" not in said
    assert contents(course) == before


def test_a_preview_before_the_first_grading_makes_no_gradebook(tmp_path: Path) -> None:
    """There is nothing to compare with, and nothing is left behind."""
    hand_in(tmp_path, "ada", "right_horner")

    assert grade(tmp_path, "--dry-run") == 0

    assert [path.name for path in tmp_path.iterdir()] == ["submitted"]


def test_a_run_ends_with_what_it_has_changed(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same list as in the preview; the table says who went down; a run that changes nothing says so."""
    hand_in(course, "bo", "sum_for_mean")

    assert grade(course) == 0
    first = " ".join(capsys.readouterr().out.split())
    assert grade(course) == 0
    second = capsys.readouterr().out

    assert "went down from 14 to 12" in first
    assert "1 of 2 changed. bo: 14 → 12;" in first
    assert "Nobody's mark changed." in second


def test_a_score_by_hand_above_the_points_is_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where points were lowered after a person had given more, the run says whose score that is."""
    with Gradebook(Course(course).db_url, "first_model") as book:
        book.find_grade("test_mse", NAME, NAME, "ada").manual_score = 5
        book.db.commit()

    assert grade(course) == 0

    assert "ada: mse has 5 by hand, of 3" in capsys.readouterr().out


def test_the_newest_attempt_counts_or_the_best(course: Path) -> None:
    """Each attempt stays with time and score; the default is the newest, `--keep best` takes the best one again."""
    hand_in(course, "bo", "sum_for_mean", "2030-05-06 14:00:00 UTC")
    assert grade(course) == 0
    newest = scores(course)
    assert grade(course, "--keep", "best") == 0
    best = scores(course)
    notebook = (course / "autograded" / "bo" / NAME / f"{NAME}.ipynb").read_text()

    assert (newest["bo"], best["bo"]) == ((12, 0), (14, 0))
    assert "sum of the squared" not in notebook
    result = json.loads((course / "results" / NAME / "bo.json").read_text())
    assert result["attempt"] == 1
    assert [(one["number"], one["score"], one["handed_in"]) for one in result["attempts"]] == [
        (1, 14, None),
        (2, 12, "2030-05-06 14:00:00"),
    ]
    assert (course / "attempts" / NAME / "bo" / "2.ipynb").exists()


def test_the_best_attempt_is_the_best_after_what_lateness_takes(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A better notebook that came too late does not push out the one that was in time."""
    monkeypatch.setattr(Course, "config", Course(course).config)
    Course.config.LateSubmissionPlugin.penalty_method = "zero"  # type: ignore[attr-defined]
    due(course, "2030-05-06 12:00 UTC")
    hand_in(course, "cy", "sum_for_mean", "2030-05-06 11:00:00 UTC")
    assert grade(course, "--keep", "best") == 0
    hand_in(course, "cy", "right_no_grad", "2030-05-07 14:00:00 UTC")

    assert grade(course, "--keep", "best") == 0

    assert scores(course)["cy"] == (12, 0)


def strict(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Refuse every `function` that prints, by other checks in another file."""

    def compare(fair: Callable[..., None], question: Any, got: Any, right: Any) -> None:
        fair(question, got, right)
        if any(call.printed for calls in got for call in calls):
            raise Failure("It prints something.")

    asked, others = (
        [one for one in fair.CHECKS if (one.exercise == "function") is is_function] for is_function in (True, False)
    )
    refusing = [replace(one, compare=partial(compare, one.compare)) for one in asked]
    (folder / f"{NAME}.py").write_text("strict")
    monkeypatch.setattr(fair, "CHECKS", [*refusing, *others])
    monkeypatch.setattr(settings, "CHECKS", folder)
    assignments._known.cache_clear()  # A forked process may find there what an earlier test has unpacked.


def test_an_earlier_attempt_is_judged_again_by_the_checks_of_today(
    course: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the best counts, a check that is mended makes an attempt the best that was not, and gives it its score."""
    assignment = load(NAME)
    prints = assignment.reference_functions["function"].replace("    return", "    print('here')\n    return")
    hand_in(course, "cy", "sum_for_mean")
    (course / "submitted" / "cy" / NAME / f"{NAME}.ipynb").write_bytes(
        filled(assignment, {**assignment.reference_functions, "function": prints})
    )
    with pytest.MonkeyPatch.context() as patch:
        strict(patch, tmp_path_factory.mktemp("checks"))
        assert grade(course, "--keep", "best") == 0
        first = scores(course)["cy"]
        hand_in(course, "cy", "sum_for_mean")
        assert grade(course, "--keep", "best") == 0
        second = scores(course)["cy"]
    capsys.readouterr()

    assert grade(course, "--keep", "best") == 0

    assert (first, second, scores(course)["cy"]) == ((11, 0), (12, 0), (14, 0))
    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 3 changed. cy: 12 → 14;" in said
    assert "attempt 1 in the place of 2" in said
    result = json.loads((course / "results" / NAME / "cy.json").read_text())
    assert [one["score"] for one in result["attempts"]] == [14, 12]


def test_a_due_date_that_moves_is_followed_by_a_plain_run(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run redoes the bookkeeping and judges nothing: a penalty comes, and goes with extra days or the date."""
    monkeypatch.setattr(Course, "config", Course(course).config)
    Course.config.LateSubmissionPlugin.penalty_method = "zero"  # type: ignore[attr-defined]
    hand_in(course, "ada", "right_horner", "2030-05-06 14:00:00 UTC")
    assert grade(course) == 0
    graded_at = json.loads((course / "results" / NAME / "ada.json").read_text())["attempts"][-1]["graded_at"]
    penalties = []
    days = course / "extra_days.csv"

    for date, text in [
        ("2030-05-06 12:00 UTC", ""),
        ("2030-05-06 12:00 UTC", "\ufeffid;days\nada;0,5\n"),
        ("2030-05-06 12:00 UTC", "id,days,assignment\nada,1,another\n"),
        ("2030-05-07 12:00 UTC", "id,days\n"),
        ("2030-05-06 12:00 UTC", "id,days\n"),
        (None, "id,days\nada,2\n"),
    ]:
        due(course, date)
        days.write_text(text) if text else days.unlink(missing_ok=True)
        assert grade(course) == 0
        penalties.append(scores(course)["ada"])

    assert penalties == [(14, 14), (14, 0), (14, 14), (14, 0), (14, 14), (14, 0)]
    result = json.loads((course / "results" / NAME / "ada.json").read_text())
    assert [one["graded_at"] for one in result["attempts"]] == [graded_at]
    page = (course / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "late" not in page.partition('<ul class="steps"')[0].partition("<h1>")[2]


def test_a_rule_that_nobody_knows_is_told(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which attempt counts is not guessed from a word that is misspelled."""
    monkeypatch.setattr(Course, "config", Course(course).config)
    Course.config.Judge.keep = "bset"  # type: ignore[attr-defined]

    assert grade(course) == 2

    assert "c.Judge.keep in nbgrader_config.py is 'bset'" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["name,days\nada,1\n", "id,days\nada,soon\n", "id,days\nada,-1\n"])
def test_extra_days_that_cannot_be_read_are_told(text: str, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is graded by half of a file."""
    (course / "extra_days.csv").write_text(text)

    assert grade(course) == 2

    assert "extra_days.csv" in capsys.readouterr().err
