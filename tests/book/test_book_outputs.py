"""Outputs in the book: kept while all that they depend on stays, and made by kernels that share libraries only."""

import os
import re
import sys
from pathlib import Path

import pytest
from book_builds import ROOT, SmallBook, fresh

pytest_plugins = ["book_site"]

CHAPTERS = (ROOT / "book").glob("*.md")
CELL = "```{{code-cell}} ipython3\n{}\n```"
REFERENCE = CELL.format("from solutions import gradient_descent\nprint('The rate is', gradient_descent.lr)")
# A cell that tells when it ran, and what it found when it came.
WITNESS = CELL.format(
    "import os, sys, time, torch\n"
    "print('ran', time.time_ns(), 'under', os.getppid(), 'kit', 'runs' in sys.modules, 'seed', torch.initial_seed())\n"
    "import runs\n"
    "torch.manual_seed(7);"
)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A small book as built first, after a change of prose, and after a change in the references: its pages."""
    book = SmallBook.below(tmp_path_factory.mktemp("history"))
    pages = [publish(book, "Before."), publish(book, "After.")]
    reference = book.root / "solutions" / "gradient_descent.py"
    reference.write_text(reference.read_text().replace("lr = 1e-5", "lr = 4e-7"))
    os.utime(reference, (0, 0))
    return [*pages, publish(book, "After.")]


def publish(book: SmallBook, prose: str) -> list[str]:
    """Build two chapters, and read them."""
    assert book.build(f"{prose}\n\n{WITNESS}", other=f"{WITNESS}\n\n{REFERENCE}").returncode == 0
    return [book.page("index"), book.page("other")]


def ran(page: str) -> tuple[str, ...]:
    """Read when a page's cell ran, as whose child, and what it found."""
    return re.search(r"ran (\d+) under (\d+) kit (\w+) seed (\d+)", page).groups()


@pytest.mark.slow
def test_a_change_of_prose_runs_no_cell(history):
    """A page with other words has the same outputs, made at the same time; so has every other page."""
    before, after, _ = history

    assert "After." in after[0]
    assert [ran(page) for page in after] == [ran(page) for page in before]


@pytest.mark.slow
def test_chapters_share_libraries_and_nothing_else(history):
    """Kernels are forks of one process, and none finds a module or a seed that another chapter has left."""
    (_, parent, *found), (_, other_parent, *found_later) = map(ran, history[0])

    assert parent == other_parent
    assert found == found_later
    assert found[0] == "False"


@pytest.mark.slow
def test_a_change_in_the_references_reaches_the_chapters(history):
    """A chapter is run again when only the references changed, even if the changed file is an old one."""
    _, before, after = history

    assert "The rate is 1e-05" in before[1]
    assert "The rate is 4e-07" in after[1]


@pytest.mark.parametrize("part", fresh.REACHABLE)
def test_what_a_chapter_can_reach_has_its_part_in_the_fingerprint(part, tmp_path, monkeypatch):
    """A file that is new, that is gone, or whose content is another of the same size and age counts as a change."""
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    file = tmp_path / part / "some" / "file.txt"
    file.parent.mkdir(parents=True)
    states = [fresh.fingerprint()]
    for content in ("one", "two"):
        file.write_text(content)
        os.utime(file, (0, 0))
        states.append(fresh.fingerprint())
    file.unlink()

    assert len(set(states)) == 3
    assert fresh.fingerprint() == states[0]


def test_chapters_reach_nothing_else():
    """Each folder that a chapter's code names, and each of the kit's packages that it imports, has its part."""
    code = "".join(re.findall(r"```{code-cell}.*?```", "".join(map(Path.read_text, CHAPTERS)), re.DOTALL))
    folders = re.findall(r"""["']\.\./([^"']+)["']""", code) + re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE)
    reached = {folder for folder in folders if (ROOT / folder).is_dir()}

    assert "solutions" in reached
    assert reached <= {*fresh.REACHABLE}


def test_another_version_of_a_package_is_another_fingerprint(monkeypatch, tmp_path):
    """Outputs of one torch are not shown for another."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    states = [fresh.fingerprint()]
    for version in ("2.13.0", "2.14.0"):
        (tmp_path / f"torch-{version}.dist-info").mkdir()
        states.append(fresh.fingerprint())

    assert len(set(states)) == 3


@pytest.mark.slow
def test_cloud_links_wait_for_the_repository(small_book):
    """Colab and Binder are offered as soon as the repository's address is filled in, and not before."""
    pages = {"index": "```{exercise-notebook} gradient_descent\n```", "other": "```{exercise-notebook} momentum\n```"}
    small_book.build(**pages)
    before = small_book.page()
    assert "gradient_descent.ipynb" in before
    assert not re.search(r"colab\.research|mybinder", before)
    assert "Your instructor hands out the notebook" in small_book.page("other")
    assert "momentum.ipynb" not in small_book.page("other")

    config = small_book.root / "_config.yml"
    config.write_text(config.read_text().replace('url: ""', "url: https://github.com/OWNER/NAME"))
    small_book.build(**pages)
    after = small_book.page()
    path = "exercises/gradient_descent/gradient_descent.ipynb"
    assert f"https://colab.research.google.com/github/OWNER/NAME/blob/main/{path}" in after
    assert f"https://mybinder.org/v2/gh/OWNER/NAME/main?labpath={path}" in after
