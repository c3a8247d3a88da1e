"""The same function runs on a Dask cluster: real scheduler, real workers, one of which is killed on the way."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from autograder.__main__ import main
from tests.conftest import PATIENCE, filled, load, wait_until

pytestmark = pytest.mark.slow
KIT = Path(__file__).parents[2]
STUDENTS = 60


def start(what: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker in the kit's folder."""
    code = f"from distributed.cli.dask_{what} import main; main()"
    environment = os.environ | {"PYTHONPATH": str(KIT), "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=KIT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def worker(address: str) -> subprocess.Popen[bytes]:
    """Start a worker with one thread."""
    return start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and its two workers."""
    known = tmp_path / "scheduler.json"
    processes = [
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(known))
    ]
    wait_until(lambda: known.exists() and known.read_text())
    address = json.loads(known.read_text())["address"]
    processes += [worker(address), worker(address)]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """A class of right answers, with a few wrong ones."""
    assignment, folder = load("gradient_descent"), tmp_path / "submissions"
    folder.mkdir()
    right = assignment.reference_functions
    wrong = {**right, "mse": "def mse(preds, targets):\n    return ((preds - targets) ** 2).sum()"}
    for number in range(STUDENTS):
        answers = wrong if number % 10 == 0 else right
        (folder / f"student{number:02}.ipynb").write_bytes(filled(assignment, answers))
    return folder


def grade(submissions: Path, course: Path, *more: str) -> tuple[int, dict[str, float]]:
    """Grade a folder; return the status and the scores."""
    lines = course.with_suffix(".jsonl")
    options = ["--assignment", "gradient_descent", "--course", str(course), "--quiet", "--seed", "1"]
    status = main(["grade", str(submissions), *options, "--json", str(lines), *more])
    return status, {one["student"]: one["score"] for one in map(json.loads, lines.read_text().splitlines())}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_gives_the_same_scores_though_a_worker_dies(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], submissions: Path, tmp_path: Path
) -> None:
    """With one of two workers killed in mid-run, all are graded once, as they are at home."""
    address, workers = cluster

    def kill() -> None:
        wait_until(lambda: any((tmp_path / "far").glob("results/*/*.json")))
        workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()

    status, scores = grade(submissions, tmp_path / "far", "--scheduler", address)
    killer.join(10)

    assert status == 0
    assert workers[0].wait(10) == -signal.SIGKILL
    assert (status, scores) == grade(submissions, tmp_path / "home")


def test_no_scheduler_at_the_address(submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address without a scheduler is wrong usage, and the message says how to start one."""
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path / "course"), "--quiet"]

    status = main(["grade", str(submissions), *options, "--scheduler", "tcp://127.0.0.1:1"])

    assert status == 2
    assert "dask scheduler" in capsys.readouterr().err


def test_without_dask_the_message_says_how_to_get_it(
    submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask is optional: where it is missing, the command says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    options = ["--assignment", "gradient_descent", "--course", str(tmp_path / "course"), "--quiet"]

    status = main(["grade", str(submissions), *options, "--scheduler", "tcp://127.0.0.1:8786"])

    assert status == 2
    assert "pip install distributed" in capsys.readouterr().err


def test_a_worker_of_another_tier_refuses_the_work(sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker whose sandbox is another one says so, and grades nothing."""
    from autograder.errors import SandboxError
    from autograder.judging.settings import Settings
    from autograder.sandbox.outside import Limits
    from autograder.steps import grade_far

    settings = Settings(load("gradient_descent"), Limits(), "jail")
    monkeypatch.setattr("autograder.sandbox.jail.obstacle", lambda: "not permitted")

    with pytest.raises(SandboxError, match="has the sandbox 'landlock', not 'jail'"):
        grade_far(settings, settings.identity(), [])


def test_a_worker_with_other_checks_refuses_the_work() -> None:
    """A worker whose copy of the kit differs says so, and grades nothing."""
    from autograder.errors import SandboxError
    from autograder.judging.settings import Settings
    from autograder.sandbox.launch import choose_tier
    from autograder.sandbox.outside import Limits
    from autograder.steps import grade_far

    settings = Settings(load("gradient_descent"), Limits(), choose_tier())

    with pytest.raises(SandboxError, match="update its copy of the kit"):
        grade_far(settings, "another", [])
