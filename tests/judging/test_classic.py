"""An assignment in nbgrader's classic way, without checks of ours: its own test cells decide, by the same commands."""

import csv
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import parser
from autograder.course import Course

KIT = Path(__file__).parents[2]
SETTINGS = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
CELLS = {
    "setup": ("code", {"locked": True}, "offset = 0"),
    "double": (
        "code",
        {"solution": True},
        "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
    ),
    "test_double": (
        "code",
        {"grade": True, "locked": True, "points": 2},
        "assert double(1) == 2\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS",
    ),
    "explain": ("markdown", {"grade": True, "solution": True, "points": 3}, "Why does it double?"),
}
ANSWERS = {
    "right": ("def double(x):\n    return 2 * x + offset", 2.0),
    "only_the_visible_test": ("def double(x):\n    return 2", 0.0),
    "not_started": ("raise NotImplementedError()", 0.0),
}

pytestmark = pytest.mark.slow


def notebook(**answers: str) -> str:
    """The assignment's source notebook, some of its cells with other text."""
    cells = []
    for name, (kind, settings, source) in CELLS.items():
        made = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        metadata = {"nbgrader": {**SETTINGS, **settings, "grade_id": name}}
        cells.append(made(answers.get(name, source), id=name, metadata=metadata))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose only assignment is a classic one, released and graded by the commands."""
    kit = tmp_path_factory.mktemp("kit")
    shutil.copy(KIT / "nbgrader_config.py", kit)
    (kit / "solutions").mkdir()
    (kit / "solutions" / "classic.ipynb").write_text(notebook())
    course = Course(kit / "course", kit)
    assert run(course, "release") == 0
    for student, (source, _) in ANSWERS.items():
        folder = course.step("submitted") / student / "classic"
        folder.mkdir(parents=True)
        (folder / "classic.ipynb").write_text(notebook(double=source))
    assert run(course, "grade", "--quiet", "--jobs", "1") == 0
    return course


def run(course: Course, *words: str) -> int:
    """Run a command on this course."""
    options = parser().parse_args(words)
    status: int = options.run(options, course)
    return status


def test_the_test_cells_decide_into_the_gradebook(course: Course) -> None:
    """The score of a test cell, hidden tests included, stands in the gradebook; what is to be read has none yet."""
    with Gradebook(course.db_url, "first_model") as book:
        everyone = {one.student_id: one.notebooks[0].grades for one in book.assignment_submissions("classic")}
        rows = {
            (student, one.name): (one.auto_score, one.needs_manual_grade)
            for student, grades in everyone.items()
            for one in grades
        }

    tested = {(student, "test_double"): (score, False) for student, (_, score) in ANSWERS.items()}
    assert rows == {**tested, **{(student, "explain"): (None, True) for student in ANSWERS}}


def test_the_marks_wait_for_a_person(course: Course) -> None:
    """As long as a person has to score a part, there is no mark, and the file says so."""
    marks = course.folder / "marks.csv"

    assert run(course, "export", str(marks)) == 0

    with marks.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student_id"], row["status"], row["score"]) for row in rows] == [
        (student, "to be graded by hand", "") for student in sorted(ANSWERS)
    ]


def test_pages_and_report_are_written(course: Course) -> None:
    """The student's page and the class report know the exercises by their answer cells."""
    assert run(course, "feedback") == 0
    assert run(course, "report", "--json", str(course.folder / "numbers.json")) == 0

    page = (course.step("feedback") / "only_the_visible_test" / "classic" / "classic.html").read_text()
    assert "passes its test" in page
    numbers = json.loads((course.folder / "numbers.json").read_text())
    assert [one["name"] for one in numbers["exercises"]] == ["double"]
