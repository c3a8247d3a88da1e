"""What lateness costs is for nbgrader's plugin to say, at each grading anew."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import BasePlugin
from traitlets.config import Config

from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.judging.job import Job, Outcome
from autograder.judging.result import Result
from autograder.records.autograded import unreadable
from autograder.records.writer import Writer
from autograder.submissions.stamp import handed_in

pytestmark = pytest.mark.slow

DUE = datetime(2030, 5, 6, 12, 0, tzinfo=UTC)


class PointAnHour(BasePlugin):
    """A course's own rule: each hour costs a point."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """Count the hours."""
        return total_seconds_late / 3600


@pytest.fixture(scope="module")
def due(assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a course whose assignment is due at noon."""
    course = Course(tmp_path_factory.mktemp("due"))
    Writer(course, assignment)
    with Gradebook(course.db_url, "first_model") as gradebook:
        gradebook.update_or_create_assignment("gradient_descent", duedate=DUE.replace(tzinfo=None))
    return course.folder


@pytest.fixture
def course(due: Path, tmp_path: Path) -> Course:
    """A course of its own for each test."""
    shutil.copytree(due, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path)


@pytest.fixture(scope="module")
def right(judged: Callable[..., Result]) -> Result:
    """The result of a right notebook."""
    return judged()


def save(
    course: Course, assignment: Assignment, result: Result, config: Config, stamp: str | None
) -> tuple[float, float]:
    """Save a result that was handed in at this time; return the score and the penalty in the gradebook."""
    (course.folder / "timestamp.txt").unlink(missing_ok=True)
    if stamp:
        (course.folder / "timestamp.txt").write_text(stamp)
    course.config.merge(config)
    job = Job("student", b"", 0, "", handed_in=handed_in(course.folder))
    Writer(course, assignment).save(Outcome(job, result, unreadable("left out")))
    with Gradebook(course.db_url, "first_model") as gradebook:
        submission = gradebook.find_submission(assignment.name, "student")
        return submission.score, submission.late_submission_penalty


ZERO = Config(LateSubmissionPlugin=Config(penalty_method="zero"))
OURS = Config(AssignLatePenalties=Config(plugin_class=PointAnHour))


@pytest.mark.parametrize(
    ("config", "stamp", "penalty"),
    [
        (Config(), "2030-05-06 14:00:00 UTC", 0),
        (ZERO, "2030-05-06 11:59:59 UTC", 0),
        (ZERO, "2030-05-06 12:00:01 UTC", 14),
        (OURS, "2030-05-06 14:00:00 UTC", 2),
        (OURS, "2030-05-06 14:00:00 Europe/Berlin", 0),
        (OURS, "2030-05-09 12:00:00 UTC", 14),
        (OURS, None, 0),
    ],
)
def test_what_lateness_costs(
    config: Config, stamp: str | None, penalty: float, course: Course, assignment: Assignment, right: Result
) -> None:
    """The plugin's penalty is noted beside the score, and never more than the score; in time costs nothing."""
    assert save(course, assignment, right, config, stamp) == (14, penalty)


@pytest.mark.parametrize("stamp", ["2030-05-06 11:00:00 UTC", None])
def test_the_penalty_of_an_older_submission_goes(
    stamp: str | None, course: Course, assignment: Assignment, right: Result
) -> None:
    """What counts is the newest submission, be it in time or of an unknown time."""
    assert save(course, assignment, right, OURS, "2030-05-06 14:00:00 UTC") == (14, 2)

    assert save(course, assignment, right, OURS, stamp) == (14, 0)


def test_a_time_that_nobody_can_read_is_not_in_time(course: Course, assignment: Assignment, right: Result) -> None:
    """With a due date, a submission of an unknown time waits for a person: no mark, and the reason in the comment."""
    doubtful = replace(right, doubt="timestamp.txt does not tell")

    Writer(course, assignment).save(Outcome(Job("student", b"", 0, ""), doubtful, unreadable("left out")))

    with Gradebook(course.db_url, "first_model") as gradebook:
        (page,) = gradebook.find_submission(assignment.name, "student").notebooks
        assert all(grade.auto_score is None and grade.needs_manual_grade for grade in page.grades)
        assert all("timestamp.txt does not tell" in comment.auto_comment for comment in page.comments)
