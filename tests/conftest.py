"""What tests share: warm sandboxes, the assignments, and notebooks filled with answers."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from autograder import grading
from autograder.assignments.assignment import Assignment
from autograder.commands import grade
from autograder.course import Course
from autograder.judging.judge import judge
from autograder.judging.pool import SANDBOXES
from autograder.judging.result import Result
from autograder.sandbox.launch import ahead
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission

SEED = 2021
PATIENCE = 600  # seconds to wait for what comes on any machine: only a failure takes them
# Who has much to do begins first, so that no process is left with it at the end.
LONGEST = ("book", "test_fairness", "test_hostile[jail", "test_hostile[landlock", "test_interrupts", "test_answers")
BOOK = (
    "test_book",
    "test_book_browser",
    "test_book_editions",
    "test_chapter_notebooks",
    "test_explorer",
)  # built once for all of them


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for a condition; fail when it does not come."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class InOneProcess(LoadScopeScheduling):
    """Keeps tests that share what is costly to make in one process."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InOneProcess:
    """Schedule by group, however xdist was asked to."""
    return InOneProcess(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: LONGEST.index(group(item.nodeid)) if group(item.nodeid) in LONGEST else len(LONGEST))


def group(nodeid: str) -> str:
    """The tests of a file are a group; in each tier those of the hostile corpus, and all that need the built book."""
    file = Path(nodeid.partition("::")[0]).stem
    tier = re.search(r"\[(jail|landlock)", nodeid) if file == "test_hostile" else None
    return "book" if file in BOOK else file + (tier[0] if tier else "")


# What they test is how sandboxes start and end.
COLD = ("test_interrupts", "test_busy")
MOST_WARM = 6


class Warm:
    """This process's sandboxes, which stay after a batch for the next test: to start one takes some seconds."""

    stay = True
    of = staticmethod(SANDBOXES.of)

    def close(self) -> None:
        """Close them where that is what is tested."""
        if not self.stay:
            SANDBOXES.close()

    def ahead(self, tier: str) -> AbstractContextManager[Any]:
        """Start nothing ahead that is not needed."""
        return nullcontext() if self.stay else ahead(tier)


WARM = Warm()


@pytest.fixture(scope="session", autouse=True)
def warm() -> Iterator[None]:
    """Have batches in this process find their sandboxes warm."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading, "SANDBOXES", WARM)
        patch.setattr(grade, "ahead", WARM.ahead)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Close what is dead, too much, or not to be found warm."""
    WARM.stay = Path(item.nodeid.partition("::")[0]).stem not in COLD
    sandboxes = SANDBOXES._warm.values()
    alive = all(sandbox._zygote.process.poll() is None for sandbox in sandboxes)
    if not (WARM.stay and alive and len(sandboxes) <= MOST_WARM):
        SANDBOXES.close()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One warm sandbox for all tests; a test that breaks it takes its own."""
    with Sandbox(Limits(seconds=2, memory=512), setup=load("gradient_descent").setup) as wall:
        yield wall


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    """The gradient descent assignment."""
    return load("gradient_descent")


def load(name: str) -> Assignment:
    """Load a released assignment of the kit."""
    course = Course()
    return Assignment.load(name, course.released(name), course.kit / "solutions" / f"{name}.py")


def filled(assignment: Assignment, answers: dict[str, str], cells: tuple[str, ...] = ()) -> bytes:
    """The released notebook with these answers in their cells, and cells of the student's own at the end."""
    notebook = json.loads(Course().released(assignment.name).read_text())
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(name, cell["source"])
    notebook["cells"] += [
        {"cell_type": "code", "id": f"own-{number}", "metadata": {}, "source": source}
        for number, source in enumerate(cells)
    ]
    return json.dumps(notebook).encode()


@pytest.fixture(scope="session")
def judged(sandbox: Sandbox, assignment: Assignment) -> Callable[..., Result]:
    """Judge an answer to the gradient descent assignment, as in `judged(mse="def mse...")`."""
    return judging(sandbox, assignment)


def judging(sandbox: Sandbox, assignment: Assignment) -> Callable[..., Result]:
    """Make the function that judges a notebook with the reference's answers but for those given."""

    def judged(*cells: str, seed: int = SEED, **answers: str) -> Result:
        content = filled(assignment, {**assignment.reference_functions, **answers}, cells)
        return judge("student", Submission.read(content, assignment), sandbox, seed)

    return judged
