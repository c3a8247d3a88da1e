"""Bad input gets one clear sentence and the right exit status, and leaves nothing half-written."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.errors import Unreadable
from autograder.submissions.submission import Submission
from tests.conftest import filled, load

KIT = Path(__file__).parents[2]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command; return its status and what it says on stderr."""
    return main(arguments), capsys.readouterr().err.strip()


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """A flat folder with one right submission."""
    assignment, folder = load("gradient_descent"), tmp_path / "submissions"
    folder.mkdir()
    (folder / "student.ipynb").write_bytes(filled(assignment, assignment.reference_functions))
    return folder


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A missing folder is wrong usage."""
    status, said = refused(capsys, "grade", str(tmp_path / "nowhere"), "--course", str(tmp_path / "course"))

    assert status == 2
    assert said.startswith("There is no folder")


def test_a_folder_without_submissions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An empty folder is wrong usage."""
    (tmp_path / "empty").mkdir()

    status, said = refused(capsys, "grade", str(tmp_path / "empty"), "--course", str(tmp_path / "course"))

    assert status == 2
    assert said.startswith("There are no submissions")


def test_an_assignment_that_nobody_released(capsys: pytest.CaptureFixture[str], submissions: Path) -> None:
    """An unknown assignment is wrong usage, and the known ones are named."""
    status, said = refused(capsys, "grade", str(submissions), "--assignment", "knitting")

    assert status == 2
    assert "There is no assignment 'knitting'" in said
    assert "gradient_descent" in said


def test_a_student_who_handed_in_nothing(capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path) -> None:
    """A name without a submission is wrong usage."""
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path / "course"), "--student", "nobody"]

    status, said = refused(capsys, "grade", str(submissions), *options)

    assert (status, said) == (2, "There is no submission of nobody.")


def test_a_gradebook_of_another_nbgrader(capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path) -> None:
    """A gradebook with another schema is refused and not touched."""
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path), "--quiet"]
    assert main(["grade", str(submissions), *options]) == 0
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as gradebook:
        gradebook.execute("UPDATE alembic_version SET version_num = 'ancient'")
        gradebook.execute("DELETE FROM comment")
    capsys.readouterr()

    status, said = refused(capsys, "grade", str(submissions), *options, "--regrade")

    assert status == 3
    assert "nbgrader db upgrade" in said
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as gradebook:
        assert gradebook.execute("SELECT count(*) FROM comment").fetchone() == (0,)


def test_a_student_who_is_not_on_the_roster(
    capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path
) -> None:
    """Where the instructor entered a roster, a name beside it is reported and not made."""
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path), "--quiet"]
    assert main(["grade", str(submissions), *options]) == 0
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as gradebook:
        gradebook.execute("INSERT INTO student (id, email) VALUES ('known', 'known@localhost')")
    (submissions / "stranger.ipynb").write_bytes((submissions / "student.ipynb").read_bytes())

    assert main(["grade", str(submissions), *options]) == 1

    assert "not on the roster" in capsys.readouterr().out
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as gradebook:
        assert gradebook.execute("SELECT count(*) FROM student WHERE id = 'stranger'").fetchone() == (0,)


def no_namespaces(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where no further namespace can be made, as in most containers."""
    script = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    words = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh", *command]
    return subprocess.run(words, capture_output=True, text=True, cwd=KIT, check=False)


def test_a_machine_without_namespaces_has_the_second_tier(submissions: Path, tmp_path: Path) -> None:
    """Where no jail can be had Landlock holds the same canaries, and the result says so."""
    lines = tmp_path / "results.jsonl"
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path), "--json", str(lines)]

    done = no_namespaces(sys.executable, "-m", "autograder", "grade", str(submissions), *options)

    assert done.returncode == 0, done.stderr
    assert '"sandbox": "landlock"' in lines.read_text()
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as rows:
        comments = {row[0] for row in rows.execute("SELECT auto_comment FROM comment")}
    assert comments == {"All checks passed. (How it was judged: landlock.)"}


def test_a_machine_without_any_sandbox_grades_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path
) -> None:
    """Without namespaces and Landlock the command says why and what to do, and writes nothing."""
    monkeypatch.setattr("autograder.sandbox.jail.obstacle", lambda: "not permitted")
    monkeypatch.setattr("autograder.sandbox.inside.landlock.obstacle", lambda: "no Landlock")
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path / "course")]

    status, said = refused(capsys, "grade", str(submissions), *options)

    assert status == 3
    assert "no sandbox on this machine" in said
    assert "on another machine" in said
    assert not (tmp_path / "course" / "gradebook.db").exists()


def test_grading_without_a_sandbox_is_said_loudly(
    capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path
) -> None:
    """With --no-sandbox terminal, result and feedback say so, and verdicts are still made outside."""
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path), "--no-sandbox"]

    assert main(["grade", str(submissions), *options]) == 0

    assert "NO SANDBOX" in capsys.readouterr().err
    assert "without a sandbox" in (tmp_path / "feedback/student/gradient_descent/gradient_descent.html").read_text()


def test_a_course_that_students_could_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path
) -> None:
    """A course below a folder that is mounted in the sandbox is refused, before anything is written."""
    monkeypatch.setattr("autograder.sandbox.jail.SYSTEM", (str(tmp_path),))
    course = tmp_path / "course"
    options = ["--assignment", "gradient_descent", "--course", str(course), "--no-sandbox"]

    status, said = refused(capsys, "grade", str(submissions), *options)

    assert status == 2
    assert "keep the course elsewhere" in said
    assert not course.exists()


def test_a_notebook_of_another_assignment() -> None:
    """A setup cell that two assignments share does not make one notebook the other: it is refused, and no zero."""
    cell = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "setup"}}, "source": "import torch"}

    with pytest.raises(Unreadable, match="is it the right notebook"):
        Submission.read(json.dumps({"cells": [cell]}).encode(), load("gradient_descent"))


def test_a_fault_of_the_graders_own_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], submissions: Path, tmp_path: Path
) -> None:
    """When the grader itself fails, the status is 3, and once it is mended the same command gives the score."""
    options = ["grade", str(submissions), "--assignment", "gradient_descent", "--course", str(tmp_path), "--quiet"]
    with monkeypatch.context() as broken:
        broken.setattr("autograder.records.autograded.autograded", lambda *_: 1 / 0)
        assert main(options) == 3
    assert "the grader itself failed" in capsys.readouterr().out

    assert main(options) == 0

    assert "14/14" in capsys.readouterr().out
