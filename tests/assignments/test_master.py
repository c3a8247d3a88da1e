"""A master text becomes a notebook, or its author is told in a sentence what to mend."""

import ast
from pathlib import Path

import pytest

from autograder.assignments.master import compose
from autograder.course import Course
from autograder.errors import KitError, UsageError

ANSWER = "```{{code-cell}} ipython3\n:nbgrader: {{grade_id: answer, solution: true}}\n\n{}\n```\n"
TEXT = '+++ {"nbgrader": {"grade_id": "why", "solution": true, "locked": false%s}}\n\nWhy?\n'
REFERENCE = '''"""A reference."""

import torch


def double(x):
    """Double it."""
    return 2 * x


class Line(torch.nn.Module):
    """A line through the origin."""

    def __init__(self, slope):
        super().__init__()
        self.slope = slope

    def forward(self, x):
        """Multiply x by the slope."""
        return self.slope * x


def silent(x):
    return x
'''


def test_a_class_keeps_its_methods_and_loses_their_bodies() -> None:
    """Of a class, students get each method's first lines and docstring; what solves it is marked as solution."""
    (cell,) = compose(ANSWER.format("Line"), REFERENCE).cells

    given = [line for line in cell.source.splitlines() if "SOLUTION" not in line]
    assert "\n".join(given) == ast.get_source_segment(REFERENCE, ast.parse(REFERENCE).body[3])
    assert cell.source.count("### BEGIN SOLUTION") == cell.source.count("### END SOLUTION") == 2
    assert (
        cell.source.index("Multiply x") < cell.source.rindex("### BEGIN SOLUTION") < cell.source.index("self.slope * x")
    )


def test_a_free_text_is_left_as_its_author_wrote_it() -> None:
    """What is answer and graded cell at once, a person grades: nothing is filled in."""
    (cell,) = compose(TEXT % ', "grade": true, "points": 2', REFERENCE).cells

    assert cell.source == "Why?"
    assert cell.metadata.nbgrader.solution


@pytest.mark.parametrize(
    ("master", "said"),
    [
        (ANSWER.format("silent"), "silent has no docstring"),
        (ANSWER.format("triple"), "'triple': write the name of a function or class there"),
        (TEXT % "", "The answer cell why is Markdown"),
    ],
)
def test_an_answer_cell_that_cannot_be_filled(master: str, said: str) -> None:
    """Its author is told which cell it is, and what to do."""
    with pytest.raises(KitError, match=said):
        compose(master, REFERENCE)


def test_two_notebooks_in_an_assignment(tmp_path: Path) -> None:
    """Both are named, and nobody is graded by the one that comes first."""
    course = Course(tmp_path)
    course.config.CourseDirectory.update(root=str(tmp_path), release_directory="exercises")
    (tmp_path / "exercises" / "two").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / "exercises" / "two" / f"{name}.ipynb").touch()

    with pytest.raises(UsageError, match=r"two has a\.ipynb, b\.ipynb"):
        course.released("two")
