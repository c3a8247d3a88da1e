"""The handed-out notebook is what the sources say, gives nothing away, and helps at once."""

import ast
import json
from pathlib import Path

import nbformat
import pytest
from nbgrader.validator import Validator

from autograder.assignments.master import faults, register
from autograder.course import Course
from tests.conftest import filled, load

NAMES = Course().written()


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_notebook_is_not_stale(name: str, tmp_path: Path) -> None:
    """Releasing again, with a new gradebook, gives the committed file byte for byte."""
    made = register(Course(tmp_path / "course"), name, tmp_path / "release")

    assert made.read_bytes() == Course().released(name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_it_gives_an_answer_away(name: str) -> None:
    """No line of code of a reference's body stands in the notebook, but where a wrong version of it is handed out."""
    given = faults(Course().master(name).read_text())
    text = json.dumps(json.loads(Course().released(name).read_text()))
    for node in ast.parse(Course().reference(name).read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name not in given:
            lines = [ast.unparse(line) for line in node.body[1:] if not isinstance(line, ast.For)]
            assert not [line for line in lines if len(line) > 12 and line in text]


@pytest.mark.parametrize("name", NAMES)
def test_each_stub_has_the_references_signature_and_docstring(name: str) -> None:
    """What the student reads is the reference's own first lines."""
    references = load(name).reference_functions
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(Course().released(name).read_text())["cells"]}
    for exercise, source in references.items():
        stub, reference = (
            next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
            for text in (cells[exercise], source)
        )
        assert ast.unparse(stub.args) == ast.unparse(reference.args)
        assert ast.get_docstring(stub) == ast.get_docstring(reference)


def validate(content: bytes, folder: Path) -> dict[str, list[object]]:
    """Run nbgrader's Validate, in a real kernel, as a student would."""
    path = folder / "notebook.ipynb"
    path.write_bytes(content)
    results: dict[str, list[object]] = Validator().validate(str(path))
    return results


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_validate_is_clean_on_right_answers(name: str, tmp_path: Path) -> None:
    """With the references in the answer cells nbgrader's Validate finds nothing."""
    assignment = load(name)

    assert validate(filled(assignment, assignment.reference_functions), tmp_path) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_validate_fails_closed_on_the_empty_notebook(name: str, tmp_path: Path) -> None:
    """As handed out, every graded cell fails in Validate."""
    assignment = load(name)

    failed = validate(filled(assignment, {}), tmp_path)["failed"]

    assert len(failed) == len(assignment.exercises)


@pytest.mark.slow
def test_who_lost_the_data_loses_nothing_by_it(tmp_path: Path) -> None:
    """After `import time` the visible test asks with its own data, as the grader does."""
    assignment = load("gradient_descent")
    answers = assignment.reference_functions
    answers["apply_step"] = f"import time\n{answers['apply_step']}"

    assert validate(filled(assignment, answers), tmp_path) == {}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_sound_notebook(name: str) -> None:
    """The notebook is valid, its cells have ids, and it carries no output."""
    notebook = nbformat.read(Course().released(name), as_version=4)

    nbformat.validate(notebook)
    assert all(cell.id for cell in notebook.cells)
    assert not any(cell.get("outputs") for cell in notebook.cells)
