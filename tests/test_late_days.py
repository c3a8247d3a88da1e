"""What lateness costs is for nbgrader's plugin to say, at each grading anew."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import filled
from nbgrader.api import Gradebook
from nbgrader.plugins import BasePlugin
from traitlets.config import Config

from autograder.assignment import Assignment
from autograder.batch import Settings
from autograder.course import Course
from autograder.gradebook import Gradebook as OurGradebook
from autograder.grading import Grading, Plan
from autograder.sandbox import Limits, choose_tier

pytestmark = pytest.mark.slow

DUE = datetime(2030, 5, 6, 12, 0, tzinfo=UTC)


class PointAnHour(BasePlugin):
    """A course's own rule: each hour costs a point."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """Count the hours."""
        return total_seconds_late / 3600


@pytest.fixture
def course(assignment: Assignment, tmp_path: Path) -> Course:
    """A course whose assignment is due at noon."""
    course = Course(tmp_path)
    OurGradebook(course, assignment)
    with Gradebook(course.db_url, "first_model") as gradebook:
        gradebook.update_or_create_assignment("gradient_descent", duedate=DUE.replace(tzinfo=None))
    return course


def grade(course: Course, assignment: Assignment, config: Config, handed_in: str | None) -> tuple[float, float | None]:
    """Hand in and grade a right notebook; return the score and the penalty in the gradebook."""
    folder = course.step("submitted") / "student" / assignment.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gradient_descent.ipynb").write_bytes(filled(assignment, assignment.reference_functions))
    (folder / "timestamp.txt").unlink(missing_ok=True)
    if handed_in:
        (folder / "timestamp.txt").write_text(handed_in)
    course.config.merge(config)
    list(Grading(Plan(course, Settings(assignment, Limits(), choose_tier()), course.step("submitted"), b"secret")))
    with Gradebook(course.db_url, "first_model") as gradebook:
        submission = gradebook.find_submission(assignment.name, "student")
        return submission.score, submission.late_submission_penalty


ZERO = Config(LateSubmissionPlugin=Config(penalty_method="zero"))
OURS = Config(AssignLatePenalties=Config(plugin_class=PointAnHour))


@pytest.mark.parametrize(
    ("config", "handed_in", "penalty"),
    [
        (Config(), "2030-05-06 14:00:00 UTC", None),
        (ZERO, "2030-05-06 11:59:59 UTC", None),
        (ZERO, "2030-05-06 12:00:01 UTC", 14.0),
        (OURS, "2030-05-06 14:00:00 UTC", 2.0),
        (OURS, "2030-05-06 14:00:00 UTC+2", None),
        (OURS, "2030-05-09 12:00:00 UTC", 14.0),
        (OURS, None, None),
    ],
)
def test_what_lateness_costs(
    config: Config, handed_in: str | None, penalty: float | None, course: Course, assignment: Assignment
) -> None:
    """The plugin's penalty is noted beside the score, and never more than the score; in time costs nothing."""
    assert grade(course, assignment, config, handed_in) == (14.0, penalty or 0.0)


@pytest.mark.parametrize("handed_in", ["2030-05-06 11:00:00 UTC", None])
def test_the_penalty_of_an_older_submission_goes(handed_in: str | None, course: Course, assignment: Assignment) -> None:
    """What counts is the newest submission, be it in time or of an unknown time."""
    assert grade(course, assignment, OURS, "2030-05-06 14:00:00 UTC") == (14.0, 2.0)

    assert grade(course, assignment, OURS, handed_in) == (14.0, 0.0)
