"""A busy machine costs nobody a mark: the clock decides only what a student's code used of its own time."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from test_hostile import TIERS, descendants

from autograder import __main__ as command_line
from autograder.assignments.assignment import Assignment
from autograder.errors import SandboxError
from autograder.judging import canary
from autograder.judging.job import Job
from autograder.judging.judge import judge
from autograder.judging.pool import SANDBOXES
from autograder.judging.result import Result
from autograder.judging.rounds import in_rounds
from autograder.judging.settings import Settings
from autograder.sandbox import clock
from autograder.sandbox.launch import choose_tier
from autograder.sandbox.outside import Child, Limits, Sandbox
from autograder.steps import step
from autograder.submissions.submission import Submission
from tests.conftest import SEED, filled

LIMITS = Limits(seconds=1, memory=512)
IN_LOCK = "import threading\nlock = threading.Lock()\nlock.acquire()\n"
WAITING = {
    "sleeps": "import time as clock\ndef mse(preds, targets):\n    clock.sleep(3600)",
    "naps": "import time as clock\ndef mse(preds, targets):\n    while True:\n        clock.sleep(0.01)",
    "waits for a lock": f"{IN_LOCK}def mse(preds, targets):\n    lock.acquire()",
}
LOOP = "def mse(preds, targets):\n    while True:\n        pass"
BOMB = "def mse(preds, targets):\n    grown = [0] * 1000\n    while True:\n        grown += grown"


@pytest.fixture(scope="module", params=TIERS)
def wall(request: pytest.FixtureRequest, assignment: Assignment) -> Iterator[Sandbox]:
    """A sandbox of each tier."""
    with Sandbox(LIMITS, request.param, assignment.setup) as sandbox:
        yield sandbox


@pytest.fixture
def at_birth(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Do something to each child's process as soon as it is there."""
    born = Child.__init__

    def done(deed: Callable[[int], None]) -> None:
        def init(child: Child, *given: object) -> None:
            born(child, *given)  # type: ignore[arg-type]
            deed(clock.process(child._pidfd))

        monkeypatch.setattr(Child, "__init__", init)

    return done


def stop(process: int) -> None:
    """Stop a process."""
    os.kill(process, signal.SIGSTOP)


def go_on_after(seconds: float) -> Callable[[int], None]:
    """Make the deed that stops a process for so long."""

    def deed(process: int) -> None:
        stop(process)
        threading.Timer(seconds, os.kill, (process, signal.SIGCONT)).start()

    return deed


def judged(wall: Sandbox, assignment: Assignment, **answers: str) -> Result:
    """Judge the reference, but for these answers."""
    content = filled(assignment, {**assignment.reference_functions, **answers})
    return judge("student", Submission.read(content, assignment), wall, SEED)


def test_a_child_that_is_stopped_for_longer_than_its_limit(
    wall: Sandbox, assignment: Assignment, at_birth: Callable[..., None]
) -> None:
    """It goes on where it was, and has all its points."""
    at_birth(go_on_after(2.5))

    assert judged(wall, assignment).score == assignment.points


def test_a_zygote_that_is_stopped_before_it_forks(wall: Sandbox, assignment: Assignment) -> None:
    """A child's clock starts when the child lives: a late birth takes nothing from it."""
    go_on_after(2.5)(list(descendants(wall._zygote.process.pid))[-1])

    assert judged(wall, assignment).score == assignment.points


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, assignment: Assignment) -> Iterator[Settings]:
    """Settings for a judge of little patience."""
    monkeypatch.setattr(clock, "PATIENCE", 0.5)
    monkeypatch.setattr(clock, "MORE_PATIENCE", 1.0)
    SANDBOXES.close()
    yield Settings(assignment, LIMITS, choose_tier())
    SANDBOXES.close()


def result_of_right(settings: Settings) -> Result:
    """Grade what deserves all points to its end."""
    job = Job("student", filled(settings.assignment, settings.assignment.reference_functions), SEED, "")
    (outcome,) = in_rounds(lambda jobs: (step(settings, job) for job in jobs), [job])
    return outcome.result


def test_a_child_that_starves_is_asked_again(impatient: Settings, at_birth: Callable[..., None]) -> None:
    """The first child never runs; the second one has all points."""
    SANDBOXES.of(impatient)
    starved: list[int] = []
    at_birth(lambda process: None if starved else (starved.append(process), stop(process))[1])

    result = result_of_right(impatient)

    assert starved
    assert result.score == impatient.assignment.points


def test_a_machine_that_never_has_time(impatient: Settings, at_birth: Callable[..., None]) -> None:
    """A submission that starves again could not be graded, which is not its fault and is tried again."""
    SANDBOXES.of(impatient)
    at_birth(stop)

    result = result_of_right(impatient)

    assert result.score is None
    assert result.ours
    assert "this machine was too busy" in (result.reason or "")


def test_a_canary_that_starves(impatient: Settings, at_birth: Callable[..., None]) -> None:
    """A canary that falls silent is this machine's fault, in a sentence."""
    at_birth(stop)

    with pytest.raises(SandboxError, match="canary fell silent"), Sandbox(LIMITS, impatient.tier) as wall:
        canary.check(wall, impatient.assignment)


def test_a_canary_that_dies(impatient: Settings, at_birth: Callable[..., None]) -> None:
    """So is one that ends without a word."""
    at_birth(lambda process: os.kill(process, signal.SIGABRT))

    with pytest.raises(SandboxError), Sandbox(LIMITS, impatient.tier) as wall:
        canary.check(wall, impatient.assignment)


@pytest.mark.parametrize("way", WAITING)
def test_who_waits_on_purpose_runs_out_of_time(way: str, wall: Sandbox, assignment: Assignment) -> None:
    """A child that sleeps uses no processor, and ends as soon as one that computes."""
    started = time.monotonic()
    result = judged(wall, assignment, mse=WAITING[way])

    assert [one.ending for one in result.exercises if one.name == "mse"] == ["time"]
    assert result.score == assignment.points - 3
    assert time.monotonic() - started < 60


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "source"), [("time", LOOP), ("memory", BOMB)], ids=["time", "memory"])
def test_under_any_load_an_end_has_its_name(
    ending: str, source: str, wall: Sandbox, assignment: Assignment, at_birth: Callable[..., None]
) -> None:
    """A child that runs by fits and starts ends as it would on a machine of its own."""
    at_birth(by_fits_and_starts)

    result = judged(wall, assignment, mse=source)

    assert [one.ending for one in result.exercises if one.name == "mse"] == [ending]
    assert result.score == assignment.points - 3


def by_fits_and_starts(process: int) -> None:
    """Let a process run for a fourth of the time."""

    def run() -> None:
        try:
            while True:
                os.kill(process, signal.SIGSTOP)
                time.sleep(0.15)
                os.kill(process, signal.SIGCONT)
                time.sleep(0.05)
        except ProcessLookupError:
            pass

    threading.Thread(target=run, daemon=True).start()


def test_an_error_that_nobody_foresaw_is_no_ungraded_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash ends with a status of its own, not with the one for "some could not be graded"."""

    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command_line, "parser", crash)

    assert command_line.main(["grade"]) == 3
