"""A folder of submissions through `grade`, and through `nbgrader autograde`: the course is the same afterward."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from tests.conftest import filled, load

pytestmark = pytest.mark.slow

KIT = Path(__file__).parents[2]
NAME = "gradient_descent"
SETTINGS = 'c = get_config()\nc.LateSubmissionPlugin.penalty_method = "zero"\nc.Judge.keep = "best"\n'
SETTINGS += 'c.CourseDirectory.student_id_exclude = "mia,tester"\n'
ROSTER = "ada bo cem dia eva fay gil ida jo kim lou mia".split()
IN_TIME, LATE = "2030-05-06 11:00:00 UTC", "2030-05-07 11:00:00 UTC"
SUM = "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"
SUBMITTED = """FROM student LEFT JOIN submitted_assignment submitted ON submitted.student_id = student.id
    LEFT JOIN submitted_notebook page ON page.assignment_id = submitted.id"""
ROWS = (
    f"SELECT student.id, timestamp, extension, late_submission_penalty {SUBMITTED} ORDER BY 1",
    f"SELECT student.id, name, auto_score, manual_score, needs_manual_grade, extra_credit {SUBMITTED} "
    "JOIN grade ON grade.notebook_id = page.id JOIN base_cell ON base_cell.id = grade.cell_id ORDER BY 1, 2",
    f"SELECT student.id, name, auto_comment, manual_comment {SUBMITTED} "
    "JOIN comment ON comment.notebook_id = page.id JOIN base_cell ON base_cell.id = comment.cell_id ORDER BY 1, 2",
)


def hand_in(course: Path, folder: str, files: dict[str, bytes], when: str = IN_TIME) -> None:
    """Put files where a student's lie, and nothing else."""
    place = course / "submitted" / folder / NAME
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name, content in files.items():
        (place / name).write_bytes(content)
    (place / "timestamp.txt").write_text(when)


def first_round(course: Path) -> None:
    """Everything that can come, from students of the list and from a stranger."""
    notebook, answers = f"{NAME}.ipynb", load(NAME).reference_functions
    right = filled(load(NAME), answers)
    wrong = filled(
        load(NAME), {**answers, "mse": "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"}
    )
    for student in ("ada", "kim", "ida", "ida (1)", "mia", "stranger"):
        hand_in(course, student, {notebook: right})
    hand_in(course, "bo", {"homework.ipynb": wrong, "notes.txt": b"hello"})
    hand_in(course, "cem", {notebook: right}, LATE)
    hand_in(course, "dia", {"homework.pdf": b"%PDF"})
    hand_in(course, "eva", {notebook: b"PK"})
    hand_in(course, "fay", {"one.ipynb": right, "two.ipynb": wrong})
    hand_in(course, "gil", {notebook: right}, "yesterday")
    hand_in(course, "lou", {"homework.ipynb.txt": right}, LATE)
    shutil.copy(course / "submitted" / "ada" / NAME / notebook, course / "submitted" / "stray.ipynb")


def second_round(course: Path) -> None:
    """One goes down, one sends a copy beside, one gets a score by hand."""
    notebook, answers = f"{NAME}.ipynb", load(NAME).reference_functions
    hand_in(course, "kim", {notebook: filled(load(NAME), {**answers, "train": "train = 3"})})
    hand_in(course, "ada (2)", {notebook: filled(load(NAME), answers)})
    with closing(sqlite3.connect(course / "gradebook.db")) as book, book:
        book.execute(
            "UPDATE grade SET manual_score = 1 WHERE cell_id IN (SELECT id FROM base_cell WHERE name = 'test_mse')"
        )
    (course / "extra_days.csv").write_text("id,days\ncem,2\n")


def kept(course: Path) -> dict[str, Any]:
    """All that a course holds after grading, but for when and how fast that was."""
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        state: dict[str, Any] = {"rows": [book.execute(query).fetchall() for query in ROWS]}
    steps = ("results", "attempts", "feedback", "autograded")
    for path in sorted(path for step in steps for path in (course / step).rglob("*")):
        if path.is_file():
            text = path.read_text()
            state[str(path.relative_to(course))] = timeless(json.loads(text)) if path.suffix == ".json" else text
    return state


def timeless(data: Any) -> Any:
    """Data without what the clock says."""
    if isinstance(data, dict):
        return {key: timeless(one) for key, one in data.items() if key not in ("seconds", "graded_at")}
    return [timeless(one) for one in data] if isinstance(data, list) else data


def autograde(course: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader's command on a course."""
    return subprocess.run(
        [Path(sys.executable).parent / "nbgrader", "autograde", NAME, *options], cwd=KIT, check=False,
        env={**os.environ, "AUTOGRADER_COURSE": str(course)}, capture_output=True, text=True,
    )  # fmt: skip


def test_both_graders_leave_the_same_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows, results, attempts, refusals, notebooks and pages agree, in a first round and in a second."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "nbgrader_config.py").write_text(SETTINGS)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "etc"))
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    first_round(ours)
    prepare(ours)
    shutil.copytree(ours, theirs)
    grade = ["grade", "--course", str(ours), "--assignment", NAME, "--quiet", "--jobs", "1"]

    assert main(grade) == 1
    table = capsys.readouterr().out
    done = autograde(theirs)
    first = kept(ours)

    assert kept(theirs) == first
    assert {name.split("/")[1] for name in first if name.startswith("autograded")} == {*ROSTER} - {"ida", "jo", "mia"}
    assert done.returncode == 1
    for words in ("stray was not graded", "stranger was not graded", "ida, ida (1) are one student's", "bo: 12 of 14"):
        assert words in done.stderr
    for row in (
        "gil · Gil Müller +3 +3 +5 +3 +– +timestamp.txt",
        "ida · Ida Müller +(– +)+could not be",
        "jo · Jo Müller +",
    ):
        assert re.search(row, table)
    for course in (ours, theirs):
        second_round(course)

    assert main(grade) == 1
    autograde(theirs)

    second = kept(ours)
    assert kept(theirs) == second
    assert second != first
    assert {row["student"] for row in second[f"results/{NAME}-refused.json"]} == {"ada", "ida", "stranger", "stray"}
    assert main(["report", "--course", str(ours)]) == 0
    assert "Ida Müller</b>: ida, ida (1) are one student" in (ours / "report" / f"{NAME}.html").read_text()
    assert main(["explain", "ida", "--course", str(ours)]) == 2
    assert "ida, ida (1) are one student's" in capsys.readouterr().err


def prepare(course: Path) -> None:
    """A gradebook with a list of students and a due date, and a secret."""
    from nbgrader.api import Gradebook as Theirs

    from autograder.course import Course
    from autograder.records.gradebook import Gradebook

    Gradebook(Course(course), load(NAME))
    with Theirs(Course(course).db_url, "first_model") as book:
        book.update_or_create_assignment(NAME, duedate="2030-05-06 12:00 UTC")
        for student in ROSTER:
            book.update_or_create_student(student, first_name=student.title(), last_name="Müller")
    assert Course(course).secret
