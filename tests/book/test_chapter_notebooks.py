"""The chapters as notebooks: they run where nothing but torch and matplotlib is installed."""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import pytest

pytest_plugins = ["book_site"]
pytestmark = pytest.mark.slow

CHAPTERS = ["beyond", "data", "initialize", "loss", "step", "stop"]
# Runs each notebook's cells in a namespace of its own, in one process that sees the standard library and one folder.
RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
for path in sys.argv[2:]:
    names = {"__name__": "__main__"}
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), path, "exec"), names)
    print(path)
"""


@pytest.fixture(scope="module")
def notebooks(student: Path) -> list[Path]:
    """The notebooks that are published with the student edition."""
    return sorted(student.glob("notebooks/*.ipynb"))


def with_all_it_needs(*names: str) -> set[str]:
    """Distributions, and those that they ask for on this machine."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = re.split(r"[^\w.-]", waiting.pop())[0].lower()
        if name not in needed and any(metadata.distributions(name=name)):
            needed.add(name)
            waiting += [line for line in metadata.requires(name) or [] if "extra ==" not in line]
    return needed


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with torch, matplotlib and what these need, and nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    for name in with_all_it_needs("torch", "matplotlib"):
        for file in metadata.files(name) or []:
            top = folder / file.parts[0]
            if file.parts[0] != ".." and not top.exists():
                top.symlink_to(
                    Path(file.locate()).parents[len(file.parts) - 2] if len(file.parts) > 1 else file.locate()
                )
    return folder


def test_each_chapter_has_its_notebook(notebooks: list[Path]) -> None:
    """Every chapter with code is published as a valid notebook, whose code stands in cells and whose links lead out."""
    assert [path.stem for path in notebooks] == CHAPTERS
    for path in notebooks:
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        assert {cell["cell_type"] for cell in notebook["cells"]} == {"code", "markdown"}
        assert not re.search(r"\]\((?!http)|\{(term|doc|ref|glue)", json.dumps(notebook))


def test_they_run_with_torch_and_matplotlib_only(notebooks: list[Path], bare: Path) -> None:
    """All cells of all chapters run from the top, with no part of the kit and no other package in reach."""
    assert not (bare / "IPython").exists()
    command = [sys.executable, "-I", "-S", "-c", RUN, str(bare), *map(str, notebooks)]
    done = subprocess.run(command, cwd=bare, env={"MPLBACKEND": "agg"}, text=True, capture_output=True, check=False)

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    assert [line for line in done.stdout.splitlines() if line.endswith(".ipynb")] == [str(path) for path in notebooks]
