"""Imports run one way, so that nothing of ours gets behind the wall."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2]
INSIDE = {"torch", "IPython", "numpy", "matplotlib", "matplotlib_inline", "pyseccomp"}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, relative ones with their dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom):
            stem = "." * node.level + (node.module or "")
            found |= {stem} if node.module else {stem + name.name for name in node.names}
    return found


def files(folder: str) -> list[Path]:
    """The Python files below a folder of the kit."""
    return sorted((KIT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", files("solutions"), ids=lambda path: path.name)
def test_solutions_import_torch_only(path: Path) -> None:
    """A reference needs nothing but torch, as in the notebook."""
    assert imports(path) <= {"torch"}


@pytest.mark.parametrize("path", files("autograder/sandbox/inside"), ids=lambda path: path.name)
def test_the_inside_imports_nothing_of_ours(path: Path) -> None:
    """What runs in the sandbox imports the standard library, four packages, and its own files."""
    for name in imports(path):
        own = name.startswith(".") and not name.startswith("..")
        assert own or name.split(".")[0] in INSIDE | sys.stdlib_module_names, name


@pytest.mark.parametrize("path", files("autograder"), ids=lambda path: str(path.relative_to(KIT)))
def test_only_checks_know_the_solutions(path: Path) -> None:
    """Outside the checks and misconceptions nobody imports a reference; it is read as text."""
    if path.parent.name not in ("checks", "misconceptions"):
        assert not any(name.split(".")[0] == "solutions" for name in imports(path))


@pytest.mark.parametrize("path", files("autograder"), ids=lambda path: str(path.relative_to(KIT)))
def test_nobody_imports_the_command_line(path: Path) -> None:
    """Commands are called, and nothing depends on them."""
    assert not any("commands" in name.split(".") or name.endswith("__main__") for name in imports(path))


def test_the_command_line_waits_for_no_torch() -> None:
    """To read a command's words takes no torch, which is then imported on both sides of the wall at the same time."""
    code = "import sys; from autograder.__main__ import parser; parser(); sys.exit('torch' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=KIT, check=False).returncode == 0


def test_the_engine_knows_no_exercise_by_name() -> None:
    """No file of the engine speaks of an exercise: a second assignment needs no change in it."""
    engine = [path for path in files("autograder") if path.parent.name not in ("checks", "misconceptions")]
    for path in engine:
        assert not {"mse", "apply_step", "gradient_descent"} & set(path.read_text().replace('"', " ").split()), path


ROOMS = "errors files course sandbox assignments submissions judging pages records".split()
ROOMS += "steps grading preprocessors commands".split()


def room(module: str) -> int:
    """The floor of a module of the engine: its room, or itself where it lies beside the rooms."""
    return ROOMS.index(module.split(".")[1])


@pytest.mark.parametrize("path", files("autograder"), ids=lambda path: str(path.relative_to(KIT)))
def test_imports_between_rooms_run_one_way(path: Path) -> None:
    """A room knows only those that come before it in the list above."""
    parts = path.relative_to(KIT).with_suffix("").parts
    if len(parts) == 2 and parts[1].startswith("__"):
        return
    for name in imports(path):
        dots = len(name) - len(name.lstrip("."))
        target = ".".join([*parts[: len(parts) - dots], name.lstrip(".")]) if dots else name
        if target.startswith("autograder."):
            assert room(target) <= room(".".join(parts)), target


def test_no_two_files_of_the_engine_share_a_name() -> None:
    """A name leads to one file, but for the stem of an assignment, which is the same in every folder."""
    names = [path.name for path in files("autograder") if not path.name.startswith("__")]
    names = [name for name in names if not (KIT / "solutions" / name).exists()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
