"""From the reference and the master text to the notebook that students get, by nbgrader's own release."""

import ast
import copy
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from ..course import Course
from ..errors import KitError

NBGRADER = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def release(course: Course, name: str) -> Path:
    """Make the notebook for the students anew in `exercises/`, and have the gradebook know it."""
    with tempfile.TemporaryDirectory() as folder:
        notebook = register(course, name, Path(folder))
        target = course.step("release") / name / notebook.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(notebook, target)
    return target


def register(course: Course, name: str, folder: Path) -> Path:
    """Have nbgrader release the assignment into a folder, which stores its cells in the gradebook.

    Not straight into `exercises/`: nbgrader deletes the old release first, and may then fail.
    """
    source = course.source(name)
    source.parent.mkdir(parents=True, exist_ok=True)
    master = course.master(name)
    if master.suffix == ".ipynb":
        shutil.copyfile(master, source)
    else:
        source.write_text(nbformat.writes(compose(master.read_text(), course.reference(name).read_text())) + "\n")
    course.gradebook_path.parent.mkdir(parents=True, exist_ok=True)
    config = copy.deepcopy(course.config)
    config.CourseDirectory.release_directory = str(folder)
    _generate(config, name)
    return folder / name / source.name


def compose(master: str, reference: str) -> NotebookNode:
    """Make nbgrader's source notebook: the master's cells, each answer cell filled from the reference."""
    from myst_nb.core.read import read_myst_markdown_notebook

    notebook = read_myst_markdown_notebook(master)
    functions = {node.name: node for node in ast.parse(reference).body if isinstance(node, ast.FunctionDef)}
    for cell in notebook.cells:
        settings = cell.metadata.pop("nbgrader", {})
        cell.id = settings.get("grade_id") or _slug(cell.source)
        if settings.get("solution"):
            cell.source = _with_solution_region(reference, functions[cell.source.strip()])
        if settings:
            locked = settings.get("locked", settings.get("grade", False))
            cell.metadata["nbgrader"] = {**NBGRADER, **settings, "locked": locked}
    notebook.metadata = nbformat.from_dict(KERNEL)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(["text", *words[:6]])[:60]


def _with_solution_region(reference: str, function: ast.FunctionDef) -> str:
    """Cut a function out of the reference and mark its body, below the docstring, as the solution."""
    lines = reference.splitlines()
    head = lines[function.lineno - 1 : function.body[0].end_lineno]
    body = lines[function.body[1].lineno - 1 : function.end_lineno]
    return "\n".join([*head, "    ### BEGIN SOLUTION", *body, "    ### END SOLUTION"])


def _generate(config: Config, name: str) -> None:
    from nbgrader.apps import NbGraderAPI

    result: dict[str, Any] = NbGraderAPI(config=config).generate_assignment(name, force=True, create=True)
    if not result["success"]:
        lines = (result["error"] or result["log"]).strip().splitlines()
        errors = [line for line in lines if "Error" in line or "Exception" in line] or lines
        raise KitError(f"nbgrader could not release {name}: {errors[0].strip()}")
