"""From the reference and the master text to the notebook that students get, by nbgrader's own release."""

import ast
import copy
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from ..course import Course
from ..errors import KitError
from . import tutor
from .wrong import Definition, body_of, changed, misconceptions, text_of

NBGRADER = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}  # in JupyterLab and VS Code, and in Colab
FAULTY = re.compile(r"solution: true\}\n+(\w+): (.+)\n```")  # an answer cell, as in `mse: sum_for_mean`
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def release(course: Course, name: str) -> Path:
    """Make the notebook for the students anew in `exercises/`, and have the gradebook know it."""
    course.make()
    with tempfile.TemporaryDirectory(dir=course.folder) as folder:
        notebook = register(course, name, Path(folder))
        target = course.step("release") / name
        shutil.copytree(notebook.parent, target, copy_function=shutil.copyfile, dirs_exist_ok=True)
    return target / notebook.name


def register(course: Course, name: str, folder: Path, released: Path | None = None) -> Path:
    """Have nbgrader release the assignment into a folder, which stores its cells in the gradebook.

    Not straight into `exercises/`: nbgrader deletes the old release first, and may then fail. Where students have the
    notebook already, its cell `check` is taken from there: to make one takes seconds.
    """
    course.make()
    source = course.source(name)
    master = course.master(name)
    source.parent.mkdir(parents=True, exist_ok=True)
    for path in course.data_files(name):
        shutil.copyfile(path, source.with_name(path.name))
    if master.suffix == ".ipynb":
        shutil.copyfile(master, source)
    else:
        handed_out = nbformat.read(released, 4).cells if released else []
        notebook = compose(filled_in(course, master), course.reference(name).read_text(), name, handed_out)
        source.write_text(nbformat.writes(notebook) + "\n")
    config = copy.deepcopy(course.config)
    # nbgrader takes the names of these two, but not the root's, for regular expressions.
    config.CourseDirectory.root = str(course.folder)
    config.CourseDirectory.source_directory = os.path.relpath(source.parents[1], course.folder)
    config.CourseDirectory.release_directory = str(folder)
    _generate(config, name)
    return folder / name / source.name


def filled_in(course: Course, master: Path) -> str:
    """A master text with what the course says: how to hand in, and where the book's chapters are."""
    address, text = course.book_address, master.read_text()

    def chapter(match: re.Match[str]) -> str:
        title = re.search(r"^# (.+)$", (course.kit / "book" / f"{match[1]}.md").read_text(), re.MULTILINE)
        name = title[1] if title else match[1]
        return f"[{name}]({address}/{match[1]}.html)" if address else f"*{name}*"

    return re.sub(r"\{chapter:(\w+)\}", chapter, text).replace("{hand_in}", str(course.config.Handout.hand_in))


def faults(master: str) -> dict[str, list[str]]:
    """The misconceptions that an exercise's answer cell is handed out with, to be found and mended; none as a rule."""
    return {name: ideas.split(", ") for name, ideas in FAULTY.findall(master)}


def compose(master: str, reference: str, assignment: str = "", handed_out: Sequence[NotebookNode] = ()) -> NotebookNode:
    """Make nbgrader's source notebook: answer cells are filled from the reference, the cell `check` from the checks."""
    from myst_nb.core.read import read_myst_markdown_notebook

    notebook = read_myst_markdown_notebook(master)
    definitions = {node.name: node for node in ast.parse(reference).body if isinstance(node, Definition)}
    wrong, sources = faults(master), {cell.get("id"): cell.source for cell in handed_out}
    for cell in notebook.cells:
        settings = cell.metadata.pop("nbgrader", {})
        cell.id = settings.get("grade_id") or _slug(cell.source)
        if settings.get("solution") and not settings.get("grade"):  # What is both, a person grades.
            definition = _defined(cell, definitions, wrong)
            cell.source = _with_solution_region(reference, definition)
            if definition.name in wrong:
                cell.source += "\n" + _faulty(reference, definition, wrong[definition.name], assignment)
        elif settings.get("locked") and cell.source.strip() == "check":
            cell.source = sources.get(cell.id) or tutor.cell(assignment, reference, [*chain(*wrong.values())])
            cell.metadata |= FOLDED
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


def _defined(cell: NotebookNode, definitions: dict[str, Definition], wrong: dict[str, list[str]]) -> Definition:
    """What an answer cell asks for; raise `KitError` with what its author has to mend."""
    name, _, rest = cell.source.strip().partition(":")
    if cell.cell_type != "code":
        raise KitError(f"The answer cell {cell.id} is Markdown: make it code, or give it points for a person to grade.")
    if name not in definitions or (rest and name not in wrong):
        raise KitError(
            f"The answer cell {cell.id} holds {cell.source[:40]!r}: write the name of a function or class there."
        )
    if ast.get_docstring(definitions[name]) is None:
        raise KitError(f"{name} has no docstring: students read there what it must do.")
    return definitions[name]


def _with_solution_region(reference: str, definition: Definition) -> str:
    """Cut a function or class out of the reference and mark each function's body, below its docstring, as solution."""
    lines = reference.splitlines()
    own = [definition] if isinstance(definition, ast.FunctionDef) else definition.body
    for function in reversed([node for node in own if isinstance(node, ast.FunctionDef)]):
        first = function.body[-1 if len(function.body) == 1 else ast.get_docstring(function) is not None]
        indent = " " * first.col_offset
        lines.insert(function.end_lineno or first.lineno, f"{indent}### END SOLUTION")
        lines.insert(first.lineno - 1, f"{indent}### BEGIN SOLUTION")
    added = len(lines) - len(reference.splitlines())
    return "\n".join(lines[definition.lineno - 1 : (definition.end_lineno or 0) + added])


def _faulty(reference: str, definition: Definition, ideas: list[str], assignment: str) -> str:
    """The reference's body with these wrong ideas in it, one after the other."""
    body = body_of(definition, reference)
    by_name = {held.name: held for held in misconceptions(text_of(assignment), reference)}
    for idea in ideas:
        if idea not in by_name or by_name[idea].exercise != definition.name:
            raise KitError(f"{definition.name} is to be handed out with {idea}, which is no misconception of it.")
        body = changed(idea, body, by_name[idea].code)
    return re.sub(r"^ +pass\n", "", body, flags=re.MULTILINE).rstrip("\n")  # where a line was only taken out


def _generate(config: Config, name: str) -> None:
    from nbgrader.apps import NbGraderAPI

    result: dict[str, Any] = NbGraderAPI(config=config).generate_assignment(name, force=True, create=True)
    if not result["success"]:
        lines = (result["error"] or result["log"]).strip().splitlines()
        errors = [line for line in lines if "Error" in line or "Exception" in line] or lines
        raise KitError(f"nbgrader could not release {name}: {errors[0].strip()}")
