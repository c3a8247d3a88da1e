"""A term is played, in the order in which the chapter for instructors tells it.

Two assignments, thirty invented students, Moodle and nbgrader's exchange, a deadline that moves, extra days, a check
that turns out to be unfair, an appeal, a resubmission that goes down, a score by hand, feedback, marks.
"""

import csv
import json
import os
import pwd
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.conftest import filled, load

pytestmark = pytest.mark.slow

KIT = Path(__file__).parents[2]
FIRST, SECOND = "gradient_descent", "descent_beyond"
ME = pwd.getpwuid(os.geteuid()).pw_name  # one of the students has an account on this machine
NAMES = {f"s{at:02}": (f"Zoë {chr(65 + at % 26)}{chr(65 + at // 26)}", "Müller") for at in range(1, 30)}
NAMES[ME] = ("Ben", "Account")
RUN = """
import shlex, sys
from autograder.__main__ import main
from nbgrader.apps import NbGraderApp
for line in sys.argv[1:]:
    tool, *words = shlex.split(line)
    print("$", line, flush=True)
    NbGraderApp.clear_instance()
    NbGraderApp.launch_instance(words) if tool == "nbgrader" else print("status", main([tool, *words]), flush=True)
"""
UNFAIR = """
from dataclasses import replace
from ..comparison import Failure
def prints(question, got, right, fair=CHECKS[0].compare):
    fair(question, got, right)
    if any(call.printed for calls in got for call in calls):
        raise Failure("It prints something.")
CHECKS[0] = replace(CHECKS[0], compare=prints)
"""
PRINTS = "def function(t, params):\n    print('here')\n    a, b, c = params\n    return a * t**2 + b * t + c"
SUM = "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"


def called(student: str) -> str:
    """A student's name."""
    return " ".join(NAMES[student])


class Term:
    """A lecturer's copy of the kit, with its course."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kit, self.course = folder, folder / "kit", folder / "kit" / "course"
        for part in ("autograder", "solutions", "exercises"):
            shutil.copytree(KIT / part, self.kit / part, ignore=shutil.ignore_patterns("__pycache__"))
        (self.kit / "book").mkdir()
        for path in (KIT / "nbgrader_config.py", KIT / "_config.yml", *(KIT / "book").glob("*.md")):
            shutil.copy(path, self.kit / path.relative_to(KIT))
        self.checks = self.kit / "autograder" / "assignments" / "checks" / f"{FIRST}.py"
        (folder / "exchange").mkdir()
        (folder / "exchange").chmod(0o777)
        (folder / "etc").mkdir()
        place = (
            f'c = get_config()\nc.CourseDirectory.course_id = "first_model"\nc.Exchange.root = "{folder}/exchange"\n'
        )
        late = 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
        (folder / "etc" / "nbgrader_config.py").write_text(place + late)

    def run(self, *lines: str, cwd: Path | None = None) -> str:
        """Run commands one after the other; return what they said."""
        settings = {
            "HOME": str(self.folder),
            "JUPYTER_CONFIG_PATH": str(self.folder / "etc"),
            "PYTHONPATH": str(self.kit),
        }
        done = subprocess.run(
            [sys.executable, "-c", RUN, *lines], cwd=cwd or self.kit, env={**os.environ, **settings, "COLUMNS": "300"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return " ".join((done.stdout + done.stderr).split())

    def book(self) -> Gradebook:
        """The gradebook."""
        return Gradebook(f"sqlite:///{self.course}/gradebook.db", "first_model")

    def moodle(self, works: dict[str, bytes]) -> Path:
        """What Moodle hands out of these students' notebooks."""
        path = self.folder / "moodle.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for student, content in works.items():
                who = f"{called(student)}_{900 + list(NAMES).index(student)}_assignsubmission_file"
                archive.writestr(f"{who}/{FIRST}.ipynb", content)
        return path

    def submitted(self, student: str, content: bytes, when: str) -> None:
        """What `nbgrader submit` leaves in the exchange for a student with another account."""
        folder = self.folder / "exchange" / "first_model" / "inbound" / f"{student}+{SECOND}+{when} UTC+word"
        folder.mkdir()
        (folder / f"{SECOND}.ipynb").write_bytes(content)
        (folder / "timestamp.txt").write_text(f"{when} UTC")
        (folder / "submission_secret.txt").write_text(student * 20)


def marks(path: Path) -> dict[str, tuple[str, str]]:
    """Status and score of everyone in an export."""
    with path.open(encoding="utf-8-sig") as file:
        return {row["student_id"]: (row["status"], row["score"]) for row in csv.DictReader(file)}


def test_a_term(tmp_path: Path) -> None:
    """Every step says what it did, no mark is lost, and each page, table and file tells the same."""
    term, first, second = Term(tmp_path), load(FIRST), load(SECOND)
    right, other = first.reference_functions, second.reference_functions
    term.checks.write_text(term.checks.read_text() + UNFAIR)

    # Before the term: the list of students.
    roster = tmp_path / "roster.csv"
    rows = ["id,first_name,last_name", *(f"{student},{one},{two}" for student, (one, two) in NAMES.items())]
    roster.write_text("\n".join(rows) + "\n")
    term.course.mkdir(exist_ok=True)

    # The first assignment comes by Moodle; s29 hands in nothing, s03 to s05 sum up, s02 prints, s06 has not started.
    answers = {student: right for student in NAMES if student != "s29"}
    answers |= {student: {**right, "mse": SUM} for student in ("s03", "s04", "s05")}
    answers |= {"s02": {**right, "function": PRINTS}, "s06": {}}
    archive = term.moodle({student: filled(first, one) for student, one in answers.items()})
    said = term.run(
        f"nbgrader db student import {roster}",
        f"collect {archive} --assignment {FIRST}",
        f"grade --assignment {FIRST} --quiet",
        f"nbgrader release_assignment {SECOND}",
    )
    assert "29 students collected" in said
    assert "29 graded" in said
    assert f"s03 · {called('s03')}" in said
    scores = results(term, FIRST)
    assert scores["s01"] == scores[ME] == 14
    assert (scores["s02"] < 14, scores["s03"], scores["s06"]) == (True, 12, 0)

    # The second comes by the exchange: one with an account here, two from elsewhere; it is due, and then moves.
    term.run(f"nbgrader fetch_assignment {SECOND}", cwd=tmp_path)
    (tmp_path / SECOND / f"{SECOND}.ipynb").write_bytes(filled(second, other))
    term.run(f"nbgrader submit {SECOND}", cwd=tmp_path)
    term.submitted("s07", filled(second, other), "2090-05-06 14:00:00")
    term.submitted("s08", filled(second, other), "2090-05-08 14:00:00")
    term.run(
        f"nbgrader db assignment add {SECOND} --duedate='2090-05-06 12:00 UTC'",
        f"nbgrader collect {SECOND}",
        f"grade --assignment {SECOND} --quiet",
        f"export {tmp_path}/late.csv --assignment {SECOND}",
    )
    late = marks(tmp_path / "late.csv")
    assert (late[ME][1] != "0.0", late["s07"][1], late["s08"][1]) == (True, "0.0", "0.0")
    with term.book() as book:
        book.update_or_create_assignment(SECOND, duedate="2090-05-06 15:00 UTC")
    (term.course / "extra_days.csv").write_text("id;days\ns08;1,5\n")

    # The check was unfair: it is mended, after a look at what that changes; and s03 asks why.
    term.checks.write_text((KIT / term.checks.relative_to(term.kit)).read_text())
    said = term.run(
        f"grade --assignment {FIRST} --dry-run --quiet",
        f"grade --assignment {FIRST} --quiet",
        f"explain s03 --exercise mse --assignment {FIRST}",
        f"grade --assignment {SECOND} --quiet",
        f"export {tmp_path}/moved.csv --assignment {SECOND}",
    )
    preview, real = (part.partition("$ ")[0] for part in said.split("$ grade")[1:3])
    assert "1 of 29 would change." in preview
    assert "1 of 29 changed." in real
    assert preview.partition("s02: ")[2].split(" Nothing")[0] == real.partition("s02: ")[2].split(" status")[0]
    assert "→ 14; function:" in real
    assert "torch.tensor(" in said
    assert "def mse(preds, targets)" in said
    moved = marks(tmp_path / "moved.csv")
    assert moved["s07"] == late[ME]
    assert moved["s08"] == ("graded", "0.0")  # a day and a half is too little

    # s01 hands in anew and goes down; s04 gets a score by hand; s08 gets two days.
    (term.course / "extra_days.csv").write_text("id,days\ns08,2\n")
    with term.book() as book:
        book.find_grade("test_mse", FIRST, FIRST, "s04").manual_score = 2.5
        book.find_comment("mse", FIRST, FIRST, "s04").manual_comment = "We talked about it."
        book.db.commit()
    archive = term.moodle({student: filled(first, one) for student, one in (answers | {"s01": answers["s03"]}).items()})
    said = term.run(
        f"collect {archive} --assignment {FIRST}",
        f"grade --assignment {FIRST} --quiet",
        f"grade --assignment {SECOND} --quiet",
        f"report --assignment {FIRST}",
        f"feedback --zip moodle --assignment {FIRST}",
        f"nbgrader generate_feedback {SECOND}",
        f"nbgrader release_feedback {SECOND}",
        f"export {tmp_path}/first.csv --assignment {FIRST}",
        f"export {tmp_path}/second.csv --assignment {SECOND}",
    )
    assert "went down from 14 to 12" in said
    report = (term.course / "report" / f"{FIRST}.html").read_text()
    for student, why in {
        "s01": "/a>: went down",
        "s06": "/a>: no answers yet",
        "s29": "/b>: handed in nothing",
    }.items():
        assert f"{called(student)}<{why}" in report
    assert "mse: 2.5 by hand, not 1" in report

    # Feedback and marks go back.
    with zipfile.ZipFile(term.course / "feedback" / f"{FIRST}-moodle.zip") as pages:
        page = next(pages.read(name).decode() for name in pages.namelist() if name.startswith(called("s04")))
    assert "13.5 <small>of 14 points</small>" in page
    assert "We talked about it." in page
    term.run(f"nbgrader fetch_feedback {SECOND}", cwd=tmp_path)
    fetched = next((tmp_path / SECOND / "feedback").rglob("*.html")).read_text()
    assert "<h1>Ben Account</h1>" in fetched
    final = marks(tmp_path / "first.csv")
    assert (final["s01"], final["s02"], final["s04"]) == (("graded", "12.0"), ("graded", "14.0"), ("graded", "13.5"))
    assert final["s29"] == ("no submission", "")
    assert marks(tmp_path / "second.csv")["s08"] == moved["s07"]
    assert [path.name for path in sorted((term.course / "attempts" / FIRST / "s01").glob("*.json"))] == [
        "1.json",
        "2.json",
    ]
    if kept := os.environ.get("KEEP_TERM"):
        shutil.copytree(term.course, kept)


def results(term: Term, name: str) -> dict[str, float]:
    """Everyone's score by the checks."""
    found = [json.loads(path.read_text()) for path in (term.course / "results" / name).glob("*.json")]
    return {one["student"]: one["score"] for one in found}
