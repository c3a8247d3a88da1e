"""nbgrader's exchange, end to end and by several Unix users: what a student fetches in the end is our page."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.course import Course
from tests.conftest import load

pytestmark = pytest.mark.slow

KIT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
NAME = "gradient_descent"
WORDS = """
import sys
from nbgrader.apps import NbGraderApp
for words in sys.argv[1:]:
    NbGraderApp.clear_instance()
    NbGraderApp.launch_instance(words.split())
"""


def users() -> list[str]:
    """Students with accounts on this machine: two that every Linux has, if we may act for them, else we ourselves."""
    me = [pwd.getpwuid(os.geteuid()).pw_name]
    if os.geteuid():
        return me
    others = subprocess.run(["test", "-r", KIT / "Makefile", "-a", "-x", PYTHON], user=1, check=False).returncode == 0
    return ["daemon", "nobody"] if others else me


class Server:
    """A machine on which all work: an exchange folder, a configuration for everybody, a home for each."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.exchange = folder, folder / "exchange"
        folder.chmod(0o755)
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        (folder / "jupyter").mkdir()
        settings = f'c.CourseDirectory.course_id = "first_model"\nc.Exchange.root = "{self.exchange}"\n'
        (folder / "jupyter" / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}")

    def home(self, user: str) -> Path:
        """The user's home."""
        home = self.folder / user
        if not home.exists():
            home.mkdir()
            shutil.chown(home, user)
        return home

    def nbgrader(self, user: str, *commands: str, cwd: Path | None = None) -> str:
        """Run commands of nbgrader's one after the other, as this user; return what they said."""
        home = self.home(user)
        settings = {"HOME": str(home), "JUPYTER_CONFIG_PATH": str(self.folder / "jupyter"), "PYTHONPATH": str(KIT)}
        settings["AUTOGRADER_COURSE"] = str(self.folder / "course")
        other = (
            {}
            if user == pwd.getpwuid(os.geteuid()).pw_name
            else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
        )
        done = subprocess.run(
            [PYTHON, "-c", WORDS, *commands], cwd=cwd or home, env={**os.environ, **settings}, capture_output=True,
            text=True, check=False, **other,  # type: ignore[call-overload]
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return str(done.stderr)


@pytest.fixture
def server() -> Iterator[Server]:
    """A machine that other users can reach, unlike pytest's own folders."""
    with tempfile.TemporaryDirectory(prefix="exchange-") as folder:
        yield Server(Path(folder))


@pytest.mark.parametrize("grader", ["grade", "autograde"])
def test_a_page_of_ours_comes_back_through_the_exchange(grader: str, server: Server) -> None:
    """Release, fetch, submit, collect, grade, release the feedback, fetch it: no step needs a flag."""
    instructor, students = pwd.getpwuid(os.geteuid()).pw_name, users()[: 2 if grader == "grade" else 1]
    course = server.folder / "course"
    server.nbgrader(instructor, f"release_assignment {NAME}", cwd=KIT)
    for student in students:
        server.nbgrader(student, f"fetch_assignment {NAME}")
        answer(server.home(student) / NAME / f"{NAME}.ipynb")
        server.nbgrader(student, f"submit {NAME}")
    other = course / "submitted" / "by_mail" / NAME
    other.mkdir(parents=True)
    shutil.copy(KIT / "exercises" / NAME / f"{NAME}.ipynb", other)

    if grader == "grade":
        server.nbgrader(instructor, f"collect {NAME}", cwd=KIT)
        assert main(["grade", "--course", str(course), "--assignment", NAME, "--quiet", "--jobs", "1"]) == 0
    else:
        register(course)
        server.nbgrader(instructor, f"collect {NAME}", f"autograde {NAME}", cwd=KIT)
    said = server.nbgrader(instructor, f"generate_feedback {NAME}", f"release_feedback {NAME}", cwd=KIT)

    assert "Not handed in through the exchange: by_mail" in said
    for student in students:
        server.nbgrader(student, f"fetch_feedback {NAME}")
        page = next((server.home(student) / NAME / "feedback").rglob("*.html")).read_text()
        assert f"<h1>{student}</h1>" in page
        assert "14 <small>of 14 points</small>" in page


def answer(path: Path) -> None:
    """Write the references into a notebook, as its owner would."""
    notebook, answers = json.loads(path.read_text()), load(NAME).reference_functions
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"])
    path.write_text(json.dumps(notebook))


def register(folder: Path) -> None:
    """Have the gradebook know the assignment, as `release` does."""
    from autograder.records.gradebook import Gradebook

    Gradebook(Course(folder), load(NAME))
