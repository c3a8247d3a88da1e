"""What tests share: one warm sandbox, the assignments, and notebooks filled with answers."""

import json
from collections.abc import Callable, Iterator

import pytest

from autograder.assignments.assignment import Assignment
from autograder.course import Course
from autograder.judging.judge import judge
from autograder.judging.result import Result
from autograder.sandbox.outside import Limits, Sandbox
from autograder.submissions.submission import Submission

SEED = 2021
# Who has much to do begins first, so that no process is left with it at the end.
LONGEST = ("book", "test_hostile", "test_interrupts", "test_fairness", "test_trial", "test_answers")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process, and all that need the built book, which is built once."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group(item)))
    items.sort(key=lambda item: LONGEST.index(group(item)) if group(item) in LONGEST else len(LONGEST))


def group(item: pytest.Item) -> str:
    """The tests that share what is costly to make."""
    builds = {"student", "full"} & {*getattr(item, "fixturenames", ())}
    return "book" if builds else item.path.stem


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
