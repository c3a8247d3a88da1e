"""Kinds of exercises side by side in one notebook: by checks, a class, by its own test cell, a text, a picture."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import pytest

KIT = Path(__file__).parents[2]
REFERENCE = '''"""Kinds of exercises."""

import torch


def double(x: torch.Tensor) -> torch.Tensor:
    """Double every number of x."""
    return 2 * x


class Net(torch.nn.Module):
    """A network with one hidden layer: a number in, a number out."""

    def __init__(self, hidden: int) -> None:
        """Make a layer of so many hidden units, and one that sums them up."""
        super().__init__()
        self.inner, self.outer = torch.nn.Linear(1, hidden), torch.nn.Linear(hidden, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return a prediction for each row of x."""
        return self.outer(torch.tanh(self.inner(x)))


def fastest() -> float:
    """Return the largest number in speeds.csv."""
    return max(map(float, open("speeds.csv").read().split()))
'''
MASTER = """# Kinds

```{code-cell} ipython3
:nbgrader: {grade_id: kinds_setup, locked: true}

import torch
measured = open("speeds.csv").read()
```

```{code-cell} ipython3
:nbgrader: {grade_id: double, solution: true}

double
```

```{code-cell} ipython3
:nbgrader: {grade_id: test_double, grade: true, points: 1}

assert double(torch.tensor(1.0)) == 2
```

```{code-cell} ipython3
:nbgrader: {grade_id: Net, solution: true}

Net
```

```{code-cell} ipython3
:nbgrader: {grade_id: test_Net, grade: true, points: 2}

assert Net(3)(torch.zeros(2, 1)).shape == (2, 1)
```

```{code-cell} ipython3
:nbgrader: {grade_id: fastest, solution: true}

fastest
```

```{code-cell} ipython3
:nbgrader: {grade_id: test_fastest, grade: true, points: 1.5}

assert fastest() > 1
### BEGIN HIDDEN TESTS
assert fastest() == 7.5
### END HIDDEN TESTS
```

+++ {"nbgrader": {"grade_id": "why", "grade": true, "solution": true, "locked": false, "points": 3}}

Why does it work?

+++

Draw the speeds.

```{code-cell} ipython3
:nbgrader: {grade_id: picture, grade: true, solution: true, locked: false, points: 2}

# Your picture.
```
"""
CHECKS = '''"""What right answers do."""

from ..check import Check
from ..draw import Draw, Inputs
from ..forms import Exercise


def numbers(draw: Draw, *shape: int) -> Inputs:
    """Numbers of any shape."""
    return {"x": draw.numbers(*(shape or (3,)))}


def layers(draw: Draw, size: int = 3) -> Inputs:
    """How many hidden units, and rows to predict for."""
    return {"hidden": draw.whole(2, 9), "x": draw.numbers(size, 1)}


double = Exercise("double(x)", numbers)
net = Exercise("Net(hidden)", layers, then="(x)")
CHECKS: list[Check] = [
    double.value(1.0, "doubles every number"),
    net.value(2.0, "has one hidden layer, and predicts for each row"),
]
'''
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "Net": "class Net(torch.nn.Module):\n    def __init__(self, hidden):\n        super().__init__()\n"
    "        self.last = torch.nn.Linear(hidden, 1)\n        self.first = torch.nn.Linear(1, hidden)\n"
    "    def forward(self, x):\n        return self.last(self.first(x).tanh())",
    "fastest": "def fastest():\n    return max(float(number) for number in measured.split())",
    "why": "Because 2 x is x + x.",
    "picture": "1 + 1",
}
WRONG = {
    "double": "def double(x):\n    return x * x",
    "Net": RIGHT["Net"].replace(".tanh()", ""),
    "fastest": "def fastest():\n    return 7.0",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit with this assignment released, and two students' notebooks."""
    copy = tmp_path_factory.mktemp("copy") / "kit"
    shutil.copytree(KIT, copy, ignore=shutil.ignore_patterns(".*", "_build", "course", "book", "tests", "__pycache__"))
    (copy / "solutions" / "kinds").mkdir()
    (copy / "solutions" / "kinds" / "speeds.csv").write_text("3.5 7.5 1.0")
    (copy / "solutions" / "kinds.py").write_text(REFERENCE)
    (copy / "solutions" / "kinds.md").write_text(MASTER)
    (copy / "autograder/assignments/checks/kinds.py").write_text(CHECKS)
    run(copy, "release")
    for student, answers in {"right": RIGHT, "wrong": RIGHT | WRONG, "empty": {}}.items():
        notebook = nbformat.read(copy / "exercises/kinds/kinds.ipynb", 4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        (copy / "class").mkdir(exist_ok=True)
        nbformat.write(notebook, copy / "class" / f"{student}.ipynb")
    return copy


def run(kit: Path, command: str, *words: str, status: int = 0) -> str:
    """Run a command of the copy."""
    line = [sys.executable, "-m", "autograder", command, *words, "--assignment", "kinds"]
    done = subprocess.run(line, cwd=kit, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def results(kit: Path) -> dict[str, Any]:
    """The results by student."""
    run(kit, "grade", "class", "--course", "course", "--json", "results.jsonl")
    return {line["student"]: line for line in map(json.loads, (kit / "results.jsonl").read_text().splitlines())}


def test_each_exercise_is_judged_in_the_way_of_its_kind(results: dict[str, Any]) -> None:
    """Checks and test cells give points, and what a person grades has no score and its reason."""
    scores = {
        student: {name: exercise["score"] for name, exercise in result["exercises"].items()}
        for student, result in results.items()
    }

    assert scores == {
        "right": {"double": 1, "Net": 2, "fastest": 1.5, "why": None, "picture": None},
        "wrong": {"double": 0, "Net": 0, "fastest": 0, "why": None, "picture": None},
        "empty": {"double": 0, "Net": 0, "fastest": 0, "why": None, "picture": None},
    }
    assert {exercise["verdict"] for exercise in list(results["right"]["exercises"].values())[3:]} == {"by hand"}


def test_what_was_judged_inside_is_said(results: dict[str, Any]) -> None:
    """A result that took a test cell's word for it says so."""
    assert {result["sandbox"].endswith("judged inside the student's process") for result in results.values()} == {True}


def test_the_gradebook_waits_for_a_person(kit: Path, results: dict[str, Any]) -> None:
    """Formgrader shows the text and the picture as not yet graded, and nothing else."""
    with closing(sqlite3.connect(kit / "course" / "gradebook.db")) as rows:
        waiting = rows.execute(
            "SELECT b.name, count(*) FROM grade g JOIN base_cell b ON b.id = g.cell_id "
            "WHERE g.needs_manual_grade AND g.auto_score IS NULL GROUP BY 1"
        ).fetchall()

    assert sorted(waiting) == [("picture", 3), ("why", 3)]


def test_pages_are_written_for_all_of_it(kit: Path, results: dict[str, Any]) -> None:
    """Page, table and report have a place for what a person grades."""
    run(kit, "report", "--course", "course")
    page = (kit / "course/feedback/right/kinds/kinds.html").read_text()

    assert page.count("it has no tests") == 2
    assert "doubles every number" in page


def test_a_given_cell_of_ours_that_fails(kit: Path, tmp_path: Path) -> None:
    """When the data file is gone, nothing is graded: the command says which cell failed, with status 3."""
    (kit / "exercises/kinds/speeds.csv").rename(tmp_path / "speeds.csv")
    line = [sys.executable, "-m", "autograder", "grade", "class", "--course", str(tmp_path), "--assignment", "kinds"]
    done = subprocess.run(line, cwd=kit, capture_output=True, text=True, check=False)
    (tmp_path / "speeds.csv").rename(kit / "exercises/kinds/speeds.csv")

    assert done.returncode == 3
    assert "A locked cell of kinds fails where it is graded" in done.stderr
