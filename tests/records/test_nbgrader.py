"""nbgrader's own ways in give the same scores as our command, by the same code."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import StatementError

from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.records import schema
from autograder.records.gradebook import Gradebook as Records
from autograder.submissions.received import received
from autograder.submissions.roster import table
from tests.conftest import filled

KIT = Path(__file__).parents[2]
CLASS = KIT / "tests" / "submissions"
STUDENTS = ("right_horner", "sum_for_mean", "reads_the_key", "cells_deleted_and_copied", "not_a_notebook")

pytestmark = pytest.mark.slow


def scores(course: Path) -> dict[str, dict[str, float | None]]:
    """All automatic scores in a gradebook, by student and cell."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "first_model") as gradebook:
        return {
            submission.student.id: {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
            for submission in gradebook.assignment_submissions("gradient_descent")
        }


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that our own command has graded."""
    course = tmp_path_factory.mktemp("ours")
    for student in STUDENTS:
        shutil.copytree(CLASS / student / "gradient_descent", course / "submitted" / student / "gradient_descent")
    assert main(["grade", "--course", str(course), "--assignment", "gradient_descent", "--quiet"]) == 1
    return course


@pytest.fixture
def theirs(ours: Path, tmp_path: Path) -> Path:
    """The same course, its scores forgotten, for nbgrader to grade."""
    shutil.copytree(ours, tmp_path, dirs_exist_ok=True)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "first_model") as gradebook:
        for student in STUDENTS:
            gradebook.remove_submission("gradient_descent", student)
    return tmp_path


def test_the_command_nbgrader_autograde(ours: Path, theirs: Path) -> None:
    """`nbgrader autograde` saves the scores that our command saves, and reads what it would stumble over."""
    settings = Course(theirs).config.CourseDirectory
    names = [name for name in settings if name.endswith(("_directory", "db_url"))]
    options = [f"--CourseDirectory.{name}={settings[name]}" for name in names]
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", "gradient_descent", "--force", *options]

    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert scores(theirs) == scores(ours)


def test_the_python_api_that_formgrader_calls(ours: Path, theirs: Path) -> None:
    """`NbGraderAPI.autograde`, which is formgrader's button, saves the same scores."""
    api = NbGraderAPI(config=Course(theirs).config)

    for student in STUDENTS:
        result = api.autograde("gradient_descent", student)
        assert result["success"], result["log"]

    assert scores(theirs) == scores(ours)


def test_formgrader_shows_the_verdicts(ours: Path) -> None:
    """The autograded notebook that formgrader opens has the verdict and the score under each test."""
    path = ours / "autograded" / "sum_for_mean" / "gradient_descent" / "gradient_descent.ipynb"
    cells = json.loads(path.read_text())["cells"]

    said, score = next(
        cell["outputs"] for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == "test_mse"
    )

    assert "failed: averages the squared errors" in said["text"]
    assert score["data"] == {"text/plain": f"{scores(ours)['sum_for_mean']['test_mse']:g}"}


def test_a_name_of_markup_is_refused(assignment: Assignment, tmp_path: Path) -> None:
    """Whoever is called like a tag is not graded under that name: nbgrader prints ids into its pages as they are."""
    (tmp_path / "<img src=x onerror=alert(1)>.ipynb").touch()

    assert [one.refused for one in received(tmp_path, assignment)] == ['its name has one of < > " in it']


CLASSIC = {
    "right": ("answer = 42", {"test_answer": 2.0, "test_part": 1.5}),
    "wrong": ("answer = 41", {"test_answer": 0.0, "test_part": 1.5}),
    "nan": ("answer, part = 42, float('nan')", {"test_answer": 2.0, "test_part": 0.0}),
    "negative": ("answer, part = 42, -1.0", {"test_answer": 2.0, "test_part": 0.0}),
    "text": ("answer, part = 42, 'full marks'", {"test_answer": 2.0, "test_part": 0.0}),
    "exits": ("import os; os._exit(0)", {"test_answer": 0.0, "test_part": 0.0}),
}


def test_an_assignment_without_checks_of_ours(tmp_path: Path, sandbox) -> None:
    """Its own test cells decide, in the sandbox, and fail closed."""
    from autograder.assignments.assignment import Cell
    from autograder.judging.classic import completed
    from autograder.judging.judge import judge
    from autograder.submissions.submission import Submission

    assignment = Assignment(
        "arithmetic",
        "arithmetic",
        (
            Cell("setup", "code", "part = 1.5", locked=True),
            Cell("answer", "code", "raise NotImplementedError()", solution=True),
            Cell("test_answer", "code", "assert answer == 42", grade=True, locked=True, points=2),
            Cell("test_part", "code", "part", grade=True, locked=True, points=1.5),
        ),
    )
    for name, (source, expected) in CLASSIC.items():
        cell = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "answer"}}, "source": source}
        submission = Submission.read(json.dumps({"cells": [cell]}).encode(), assignment)

        result = completed(judge(name, submission, sandbox, seed=0), submission, sandbox)

        assert {one.checks[0].name: one.score for one in result.exercises} == expected, name
        assert result.sandbox.endswith("judged inside the student's process")


ROWS = "id,first_name,last_name\r\nbo,Zoë,Müller\r\n"
ROSTERS = {
    "CSV": ROWS.encode(),
    "CSV UTF-8": ROWS.encode("utf-8-sig"),
    "CSV, where a comma is in numbers": ROWS.replace(",", ";").encode("cp1252"),
    "CSV UTF-8, where a comma is in numbers": ROWS.replace(",", ";").encode("utf-8-sig"),
    "Unicode text": ROWS.replace(",", "\t").encode("utf-16"),
}


@pytest.mark.parametrize("kind", ROSTERS)
def test_a_roster_as_excel_saves_it(kind: str, tmp_path: Path) -> None:
    """Each kind of CSV has the same columns and the same letters."""
    (tmp_path / "roster.csv").write_bytes(ROSTERS[kind])

    with (tmp_path / "roster.csv").open() as file:
        rows = list(table(file))

    assert rows == [{"id": "bo", "first_name": "Zoë", "last_name": "Müller"}]


def nbgrader(course: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader by its path, with nothing else of the environment on it."""
    environment = {**os.environ, "PATH": os.defpath, "AUTOGRADER_COURSE": str(course), "HOME": str(course.parent)}
    command = [Path(sys.executable).parent / "nbgrader", *words]
    return subprocess.run(command, cwd=KIT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_roster_before_anything_else(tmp_path: Path, assignment: Assignment) -> None:
    """nbgrader's own import works in a course that is not there yet, and grading then knows who is missing."""
    course, results = tmp_path / "course", tmp_path / "results.jsonl"
    (tmp_path / "roster.csv").write_bytes(ROSTERS["CSV UTF-8"])

    done = nbgrader(course, "db", "student", "import", str(tmp_path / "roster.csv"))

    assert done.returncode == 0, done.stderr
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "stranger.ipynb").write_bytes(filled(assignment, assignment.reference_functions))
    options = ["--course", str(course), "--assignment", "gradient_descent", "--json", str(results)]
    assert main(["grade", str(tmp_path / "in"), *options]) == 1
    rows = {one["student"]: one for one in map(json.loads, results.read_text().splitlines())}
    assert rows["bo"]["status"] == "nothing handed in"
    assert "not on the roster" in rows["stranger"]["reason"]


@pytest.mark.slow
def test_zip_collect_points_to_collect(tmp_path: Path) -> None:
    """nbgrader's own way to read archives has no bounds: it says which command to take."""
    done = nbgrader(tmp_path, "zip_collect", "gradient_descent")

    assert done.returncode == 1
    assert "python -m autograder collect FILE.zip" in done.stderr


def test_the_tables_that_we_make_are_those_of_nbgrader(tmp_path: Path) -> None:
    """A gradebook that begins with us has the same tables as one of nbgrader's, and says the same version."""
    schema.create(Course(tmp_path).engine)
    with Gradebook(f"sqlite:///{tmp_path / 'other.db'}"):
        pass

    ours, theirs = (layout(tmp_path / name) for name in ("gradebook.db", "other.db"))

    assert ours == theirs


def test_a_gradebook_whose_making_is_interrupted_is_made_anew(
    tmp_path: Path, assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are made at once or not at all: the next run finds no half of them."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", object())  # The last statement fails, after all tables.
        with pytest.raises(StatementError):
            schema.create(Course(tmp_path).engine)

    assert Records(Course(tmp_path), assignment).roster() == set()
    assert layout(tmp_path / "gradebook.db")[1] == [(schema.VERSION,)]


def layout(path: Path) -> tuple[list[str], list[str]]:
    """The tables and indices of a gradebook, and its version."""
    with closing(sqlite3.connect(path)) as book:
        tables = book.execute("SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name").fetchall()
        version = book.execute("SELECT * FROM alembic_version").fetchall()
    return sorted(" ".join(text.split()).rstrip(";") for (text,) in tables), version


OLDER = """
    CREATE TABLE old AS SELECT id, name, duedate FROM assignment;
    DROP TABLE assignment;
    ALTER TABLE old RENAME TO assignment;
    DROP TABLE course;
    UPDATE alembic_version SET version_num = '282d30a0218e';
"""


@pytest.mark.slow
@pytest.mark.parametrize("place", ["course", "50 % of a course?"])
def test_a_gradebook_of_an_older_nbgrader_is_upgraded(place: str, tmp_path: Path, assignment: Assignment) -> None:
    """nbgrader's command, which `grade` names, copies it first, wherever it lies; what was in it is there."""
    course = Course(tmp_path / place)
    Records(course, assignment)
    with closing(sqlite3.connect(course.gradebook_path)) as book:
        book.execute("INSERT INTO student (id, last_name) VALUES ('ada', 'Example')")
        book.commit()
        book.executescript(OLDER)

    done = nbgrader(course.folder, "db", "upgrade")

    assert done.returncode == 0, done.stderr
    assert len(list(course.folder.glob("gradebook.db.20*"))) == 1
    assert Records(course, assignment).roster() == {"ada"}
