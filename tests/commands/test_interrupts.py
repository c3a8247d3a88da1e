"""A batch may be interrupted at any moment: what was saved is whole, and the same command goes on with the rest."""

import contextlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from autograder import course as courses
from autograder import grading
from autograder.__main__ import main, parser
from autograder.commands import grade
from autograder.course import Course
from autograder.judging.pool import SANDBOXES
from autograder.sandbox.inside.walls import prctl
from autograder.sandbox.launch import choose_tier
from tests.conftest import PATIENCE, filled, load, wait_until

KIT = Path(__file__).parents[2]
STUDENTS = 40
FEW = 8  # of them, where the class is graded a hundred times
KILLS, KILLS_OF_ALL = 100, 10
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of right answers."""
    assignment, folder = load("gradient_descent"), tmp_path_factory.mktemp("class") / "submissions"
    folder.mkdir()
    for number in range(STUDENTS):
        (folder / f"student{number:02}.ipynb").write_bytes(filled(assignment, assignment.reference_functions))
    return folder


@pytest.fixture(scope="module")
def some(submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of them."""
    folder = tmp_path_factory.mktemp("some") / "submissions"
    folder.mkdir()
    for path in sorted(submissions.iterdir())[:FEW]:
        shutil.copy(path, folder)
    return folder


def options(submissions: Path, course: Path) -> list[str]:
    """The command's words."""
    return ["grade", str(submissions), "--assignment", "gradient_descent", "--course", str(course), "--seed", "1"]


def started(submissions: Path, course: Path, *more: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    words = [sys.executable, "-m", "autograder", *options(submissions, course), *more]
    return subprocess.Popen(words, cwd=KIT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module", autouse=True)
def orphans_are_ours() -> Iterator[None]:
    """Have what our own processes leave behind become this process's children: nobody else's are looked at."""
    prctl(SUBREAPER, 1)
    yield
    prctl(SUBREAPER, 0)


def zygotes(process: int | None = None) -> set[int]:
    """The sandboxes' processes that descend from this one."""
    below = set()
    with contextlib.suppress(OSError):  # It has ended.
        for task in Path(f"/proc/{process or os.getpid()}/task").glob("*"):
            for child in map(int, (task / "children").read_text().split()):
                below |= zygotes(child) | ({child} if is_zygote(child) else set())
    return below


def is_zygote(process: int) -> bool:
    """Tell a sandbox by its command; who has ended has none."""
    return b"inside" in Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")


def check_whole(course: Path) -> int:
    """Find no half submission in the gradebook, and every result in it; return how many results there are."""
    results = {path.stem: json.loads(path.read_text()) for path in (course / "results").glob("*/*.json")}
    with closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as rows:
        assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        scores = dict(
            rows.execute(
                "SELECT s.student_id, group_concat(coalesce(g.auto_score, 'none'), '+') FROM submitted_assignment s "
                "JOIN submitted_notebook n ON n.assignment_id = s.id JOIN grade g ON g.notebook_id = n.id GROUP BY 1"
            )
        )
    assert all(len(parts.split("+")) == 4 and "none" not in parts for parts in scores.values())
    assert all(sum(map(float, scores[student].split("+"))) == result["score"] for student, result in results.items())
    return len(results)


@pytest.fixture
def restarted(some: Path, tmp_path: Path) -> Iterator[Callable[[], int]]:
    """Start a batch again, in a process that is forked from this one and finds the sandbox warm; give its number."""
    assert main([*options(some, tmp_path), "--quiet"]) == 0  # It closes its sandbox, and makes the gradebook.
    parsed = parser().parse_args([*options(some, tmp_path), "--regrade", "--jobs", "1"])
    plan = grade.plan(parsed, Course(tmp_path), choose_tier())
    SANDBOXES.of(plan.settings)

    def start() -> int:
        with warnings.catch_warnings(action="ignore"):  # of threads, which the fork has none of
            process = os.fork()
        if process == 0:
            for _ in grading.Grading(plan):
                pass
            os._exit(0)
        return process

    yield start
    SANDBOXES.close()


def killed(process: int, seconds: float) -> None:
    """Kill a process after so long, and see to its end."""
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


@pytest.mark.slow
def test_a_hundred_kills_leave_the_gradebook_whole(some: Path, tmp_path: Path, restarted: Callable[[], int]) -> None:
    """Killed at a hundred random moments, a batch never leaves a half submission, a process, or a lost mark."""
    dice, interrupted = random.Random(7), 0
    began = time.monotonic()
    os.waitpid(restarted(), 0)
    whole = time.monotonic() - began
    for _ in range(KILLS - KILLS_OF_ALL):
        now = time.time_ns()
        killed(restarted(), dice.uniform(0, 1.1) * whole)
        assert check_whole(tmp_path) >= FEW - 1
        fresh = sum(path.stat().st_mtime_ns > now for path in tmp_path.glob("results/*/*.json"))
        interrupted += 0 < fresh < FEW

    assert interrupted > KILLS / 10  # They were killed between two submissions, or within one.
    assert main([*options(some, tmp_path), "--quiet"]) == 0
    assert check_whole(tmp_path) == FEW
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".part")]


@pytest.mark.slow
def test_a_killed_command_leaves_no_process(some: Path, tmp_path: Path) -> None:
    """Ten of the hundred kills hit the whole command, from its start on: the sandbox ends with it."""
    dice, began = random.Random(8), time.monotonic()
    started(some, tmp_path, "--quiet").communicate()
    whole = time.monotonic() - began
    for _ in range(KILLS_OF_ALL):
        process = started(some, tmp_path, "--regrade", "--quiet")
        time.sleep(dice.uniform(0.2, 1.1) * whole)
        mine = zygotes(process.pid)
        process.kill()
        process.communicate()
        wait_until(lambda mine=mine: not mine & zygotes())
        assert check_whole(tmp_path) >= FEW - 1


@pytest.mark.slow
@pytest.mark.parametrize("before", [signal.SIG_DFL, signal.SIG_IGN])
def test_ctrl_c_says_how_many_are_done_and_how_to_go_on(
    submissions: Path, tmp_path: Path, before: signal.Handlers
) -> None:
    """Interrupted by Ctrl-C it ends with status 130, says how far it came, and goes on from there.

    So it does where it was started with interrupts ignored, as some shells start what runs in the background.
    """
    everyone = tmp_path / "submissions"
    shutil.copytree(submissions, everyone)
    # One that never ends, so that the class is not through before we interrupt.
    endless = {**load("gradient_descent").reference_functions, "train": "def train(*given):\n    while True: pass"}
    (everyone / "student99.ipynb").write_bytes(filled(load("gradient_descent"), endless))
    known = signal.signal(signal.SIGINT, before)
    try:
        process = started(everyone, tmp_path, "--jobs", "1")
    finally:
        signal.signal(signal.SIGINT, known)
    wait_until(lambda: len(list(tmp_path.glob("results/*/*.json"))) > 2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == 130
    assert f"of {STUDENTS + 1} are graded and saved" in said
    done = {path: path.stat().st_mtime_ns for path in tmp_path.glob("results/*/*.json")}
    assert 0 < len(done) <= STUDENTS
    assert check_whole(tmp_path) == len(done)

    assert main([*options(everyone, tmp_path), "--quiet"]) == 0

    assert check_whole(tmp_path) == STUDENTS + 1
    assert all(path.stat().st_mtime_ns == moment for path, moment in done.items())  # Nothing was graded twice.


def test_a_sandbox_that_dies_is_replaced(submissions: Path, tmp_path: Path) -> None:
    """When the sandbox is killed in mid-run, another takes its place and nobody loses a point."""

    def kill() -> None:
        wait_until(lambda: len(list(tmp_path.glob("results/*/*.json"))) > 2)
        next(iter(SANDBOXES._warm.values()))._zygote.process.kill()

    killer = threading.Thread(target=kill)
    killer.start()

    assert main([*options(submissions, tmp_path), "--quiet", "--jobs", "2"]) == 0

    killer.join()
    assert check_whole(tmp_path) == STUDENTS


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_process_of_ours_that_dies(submissions: Path, tmp_path: Path, jobs: str) -> None:
    """When one of the jobs is killed from outside, what it was at is graded again, and nobody loses a mark."""

    def kill() -> None:
        wait_until(lambda: len(list(tmp_path.glob("results/*/*.json"))) > 2)
        multiprocessing.active_children()[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()

    assert main([*options(submissions, tmp_path), "--quiet", "--jobs", jobs]) == 0

    killer.join()
    assert check_whole(tmp_path) == STUDENTS


def test_a_sandbox_that_nobody_needed(submissions: Path, tmp_path: Path) -> None:
    """The sandbox warms up while the command looks for work; when there is none, it ends as well."""
    before = zygotes()
    assert main([*options(submissions, tmp_path), "--quiet"]) == 0

    assert main([*options(submissions, tmp_path), "--quiet"]) == 0
    assert main(["grade", str(tmp_path / "nowhere"), "--course", str(tmp_path)]) == 2

    wait_until(lambda: zygotes() <= before)


def test_what_changed_is_graded_again_and_nothing_else(submissions: Path, tmp_path: Path) -> None:
    """A resubmission is graded again; the others keep their results, and no stale point stays."""
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("student00", "student01"):
        (folder / f"{name}.ipynb").write_bytes((submissions / f"{name}.ipynb").read_bytes())
    assert main([*options(folder, tmp_path), "--quiet"]) == 0
    before = {path.stem: path.stat().st_mtime_ns for path in tmp_path.glob("results/*/*.json")}
    (folder / "student00.ipynb").write_bytes(filled(load("gradient_descent"), {}))

    assert main([*options(folder, tmp_path), "--quiet"]) == 0

    after = {path.stem: path.stat().st_mtime_ns for path in tmp_path.glob("results/*/*.json")}
    assert after["student01"] == before["student01"]
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as rows:
        scores = rows.execute(
            "SELECT sum(g.auto_score) FROM grade g JOIN submitted_notebook n ON g.notebook_id = n.id "
            "JOIN submitted_assignment s ON s.id = n.assignment_id GROUP BY s.student_id ORDER BY s.student_id"
        ).fetchall()
    assert scores == [(0.0,), (14.0,)]


def test_a_full_disk_is_our_fault_and_loses_nothing(submissions: Path, tmp_path: Path) -> None:
    """Out of space the command says so with status 3; what was saved before is whole."""
    course, kept = tmp_path / "small", tmp_path / "kept"
    course.mkdir()
    words = " ".join([sys.executable, "-m", "autograder", *options(submissions, course)])
    script = f"mount -t tmpfs -o size=1500k none {course}; {words}; status=$?; cp -a {course} {kept}; exit $status"

    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        cwd=KIT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 3, done.stderr
    assert "No space left" in done.stderr or "full" in done.stderr
    assert 0 < check_whole(kept) < STUDENTS


def test_a_locked_gradebook_is_waited_for(submissions: Path, tmp_path: Path) -> None:
    """While someone else writes, the batch waits and then saves everything."""
    main([*options(submissions, tmp_path), "--quiet", "--student", "student00"])
    other = sqlite3.connect(tmp_path / "gradebook.db", check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(6, lambda: other.execute("COMMIT")).start()

    assert main([*options(submissions, tmp_path), "--quiet"]) == 0

    other.close()
    assert check_whole(tmp_path) == STUDENTS


def test_a_gradebook_that_stays_locked_is_said_so(
    submissions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the gradebook stays locked, the command stops with status 3 and asks who has it open."""
    main([*options(submissions, tmp_path), "--quiet", "--student", "student00"])
    monkeypatch.setattr(courses, "BUSY", 200)
    other = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    status = main([*options(submissions, tmp_path), "--quiet", "--regrade", "--student", "student01"])

    other.execute("ROLLBACK")
    other.close()
    assert status == 3
    assert "Is it open elsewhere?" in capsys.readouterr().err
