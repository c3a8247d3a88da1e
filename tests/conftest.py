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
