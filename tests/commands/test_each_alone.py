"""What goes wrong with one student's submission, at whatever stage, ends that one's grading and nobody else's."""

import errno
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import steps
from autograder.__main__ import main
from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.pages import student_page
from autograder.records import autograded, gradebook, writer
from autograder.submissions import received
from autograder.submissions.submission import Submission
from tests.conftest import filled

pytestmark = pytest.mark.slow
NAME = "gradient_descent"
STAGES: dict[str, tuple[Any, str, Exception]] = {
    "listing": (received, "_files", RuntimeError("listing")),
    "choosing": (received, "in_folder", ZeroDivisionError("choosing")),
    "stamping": (received, "handed_in", OverflowError("stamping")),
    "reading": (received, "load", OSError(errno.EIO, "reading")),
    "parsing": (Submission, "_belongs", MemoryError("parsing")),
    "judging": (steps, "_graded", RecursionError("judging")),
    "rendering": (autograded, "autograded", UnicodeError("rendering")),
    "booking": (gradebook.Gradebook, "save", KeyError("booking")),
    "paging": (student_page, "page", TypeError("paging")),
    "writing": (writer, "write_json", PermissionError(errno.EACCES, "writing")),
}
GOOD = ("ada", "zoe")


@pytest.fixture
def course(tmp_path: Path, assignment: Assignment, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class of right answers: two students, and one for each stage whose submission breaks our own code there."""
    for student in (*GOOD, *(f"fault-{stage}" for stage in STAGES)):
        folder = tmp_path / "submitted" / student / NAME
        folder.mkdir(parents=True)
        content = filled(assignment, assignment.reference_functions, (f"# {student}",))
        (folder / f"{NAME}.ipynb").write_bytes(content)
        (folder / "extra.txt").write_text(student)
    for stage, (place, name, error) in STAGES.items():
        monkeypatch.setattr(place, name, breaking(getattr(place, name), f"fault-{stage}", error))
    return tmp_path


def breaking(function: Callable[..., Any], student: str, error: Exception) -> Callable[..., Any]:
    """Have a function fail for a student."""

    def broken(*given: Any, **more: Any) -> Any:
        if student in repr((given, more)):
            raise error
        return function(*given, **more)

    return broken


@contextmanager
def cluster() -> Iterator[str]:
    """Dask's scheduler and a worker, in this process, which has the faults."""
    from distributed import LocalCluster

    settings = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**settings) as dask:
        yield dask.scheduler_address


def commanded(course: Path, *more: str) -> dict[str, Any]:
    """Grade by the command; return the results."""
    lines = course / "results.jsonl"
    status = main(["grade", "--course", str(course), "--assignment", NAME, "--quiet", "--json", str(lines), *more])
    rows = [json.loads(line) for line in lines.read_text().splitlines()]
    assert status in (1, 3)
    assert len(rows) == len(GOOD) + len(STAGES)
    return {row["student"]: row["reason"] or row["score"] for row in rows}


def marked(course: Path) -> dict[str, Any]:
    """Everyone's scores in the gradebook."""
    with Gradebook(Course(course).db_url, "first_model") as book:
        return {
            one.student.id: sum(grade.auto_score for grade in one.notebooks[0].grades)
            if all(grade.auto_score is not None for grade in one.notebooks[0].grades)
            else None
            for one in book.assignment_submissions(NAME)
        }


def check(found: dict[str, Any], course: Path) -> None:
    """The good ones have their marks, by the results and in the gradebook; the others have none, and a reason."""
    assert {name: found[name] for name in GOOD} == dict.fromkeys(GOOD, 14)
    for stage in STAGES:
        assert isinstance(found[f"fault-{stage}"], str), stage
        assert "grader itself failed" in found[f"fault-{stage}"] or stage == "reading", stage
    marks = marked(course)
    assert {name: score for name, score in marks.items() if score is not None} == dict.fromkeys(GOOD, 14)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_faults_at_every_stage_by_the_command(jobs: str, course: Path) -> None:
    """In one process or several, each fault is one student's row."""
    check(commanded(course, "--jobs", jobs), course)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_faults_at_every_stage_on_dask(course: Path) -> None:
    """On a cluster as well, though submissions travel there together."""
    with cluster() as address:
        check(commanded(course, "--scheduler", address), course)


def test_faults_at_every_stage_by_nbgrader(course: Path, assignment: Assignment) -> None:
    """nbgrader's own command goes on with the next student, and gives nobody a score who was not judged."""
    gradebook.Gradebook(Course(course), assignment)  # makes it, and registers the assignment
    done = NbGraderAPI(config=Course(course).config).autograde(NAME, "*", create=True)

    marks = marked(course)
    assert {name: marks.get(name) for name in GOOD} == dict.fromkeys(GOOD, 14), done["log"]
    assert {name for name, score in marks.items() if score is not None} == set(GOOD)


def test_odd_timestamps_by_nbgrader(tmp_path: Path, assignment: Assignment) -> None:
    """A pipe, a link and megabytes of digits beside a notebook: nbgrader's command grades all, and copies none."""
    for student in ("pipe", "link", "long", "path", "good"):
        folder = tmp_path / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_bytes(filled(assignment, assignment.reference_functions))
    stamp = "submitted/{}/" + f"{NAME}/timestamp.txt"
    os.mkfifo(tmp_path / stamp.format("pipe"))
    (tmp_path / "secret").write_text("2026-01-31 12:00:00 UTC")
    (tmp_path / stamp.format("link")).symlink_to(tmp_path / "secret")
    (tmp_path / stamp.format("long")).write_text("9" * 5_000_000)
    (tmp_path / stamp.format("path")).write_text("2026-01-31 12:00:00 ../../../etc/passwd")
    (tmp_path / stamp.format("good")).write_text("2026-01-31 12:00:00 +0200")
    gradebook.Gradebook(Course(tmp_path), assignment)

    done = NbGraderAPI(config=Course(tmp_path).config).autograde(NAME, "*", create=True)

    assert marked(tmp_path) == dict.fromkeys(("pipe", "link", "long", "path", "good"), 14), done["log"]
    assert not (tmp_path / "autograded" / "link" / NAME / "timestamp.txt").exists()
    with Gradebook(Course(tmp_path).db_url, "first_model") as book:
        assert str(book.find_submission(NAME, "good").timestamp) == "2026-01-31 10:00:00"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_process_that_a_submission_kills(course: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    """Killed twice while it was at a submission, the grader says so of that one, and goes on with the rest."""
    read = Submission.read.__func__  # type: ignore[attr-defined]

    def killing(cls: type[Submission], content: bytes, assignment: Assignment) -> Submission:
        if b"# ada" in content:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(cls, content, assignment)  # type: ignore[no-any-return]

    monkeypatch.setattr(Submission, "read", classmethod(killing))

    found = commanded(course, "--jobs", jobs)

    assert found["zoe"] == 14
    assert "killed" in found["ada"]
